package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.discover.OpenWalk.Step;
import java.io.IOException;
import java.util.UUID;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.DoFn.BoundedPerElement;
import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Walks a source and gives out its files in batches, its summary at the end.
 *
 * <p>Splittable so that it can return before its source is listed: the DirectRunner hands on what
 * was given out only then, and as one bundle that a single thread processes. So a call gives out
 * one batch at first, for extraction to begin at once on all threads, and more as the number given
 * out grows, because every return costs the runner some milliseconds: 100,000 files come in some
 * 160 bundles.
 */
@BoundedPerElement
final class ListFilesFn extends DoFn<SourceSpec, FileBatch> {
  private static final long serialVersionUID = 1L;
  private static final int GROWTH = 32;
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private static final Counter FILES_FOUND = Metrics.counter(DiscoverFiles.class, "filesFound");
  private static final Counter SOURCES_LISTED =
      Metrics.counter(DiscoverFiles.class, "sourcesListed");

  private final DiscoveryConfig config;

  /** Shared by all instances of one transform. */
  private final String owner = UUID.randomUUID().toString();

  ListFilesFn(DiscoveryConfig config) {
    this.config = config;
  }

  @Setup
  public void setUp() throws IOException {
    config.watch().begin();
  }

  @GetInitialRestriction
  public WalkState start() {
    return WalkState.start();
  }

  @GetRestrictionCoder
  public Coder<WalkState> stateCoder() {
    return WalkStateCoder.of();
  }

  @NewTracker
  public WalkTracker track(@Restriction WalkState from) {
    return new WalkTracker(from);
  }

  @ProcessElement
  public ProcessContinuation list(
      @Element SourceSpec spec,
      RestrictionTracker<WalkState, WalkState> tracker,
      MultiOutputReceiver out)
      throws IOException {
    WalkState from = tracker.currentRestriction();
    OpenWalk waiting = OpenWalks.shared().take(from).orElse(null);
    OpenWalk walk = waiting != null ? waiting : new OpenWalk(spec, config, from);
    boolean goesOn = false;
    try {
      ProcessContinuation continuation = list(walk, tracker, out);
      goesOn = !walk.state().done();
      return continuation;
    } finally {
      if (goesOn) {
        OpenWalks.shared().put(owner, walk);
      } else {
        walk.close();
      }
    }
  }

  private ProcessContinuation list(
      OpenWalk walk, RestrictionTracker<WalkState, WalkState> tracker, MultiOutputReceiver out)
      throws IOException {
    long enough = walk.state().batches() + batchesPerBundle(walk.state().batches());
    while (walk.state().batches() < enough) {
      Step step = walk.next();
      if (!tracker.tryClaim(step.after())) {
        return ProcessContinuation.stop();
      }
      walk.claimed();
      if (step.batch().isPresent()) {
        out.get(DiscoverFiles.BATCHES).output(step.batch().get());
        FILES_FOUND.inc(step.batch().get().files().size());
        POINTS.trace("discover.batch");
      }
      config.watch().listed(walk.source(), step.after().tally().wanted(), step.after().done());
      if (step.after().done()) {
        out.get(DiscoverFiles.SUMMARIES).output(step.after().summary(walk.source()));
        SOURCES_LISTED.inc();
        return ProcessContinuation.stop();
      }
    }
    return ProcessContinuation.resume();
  }

  /** Returns how many batches the next call gives out, after so many were given out. */
  static long batchesPerBundle(long batches) {
    return Math.max(1, batches / GROWTH);
  }

  @Teardown
  public void closeWaiting() {
    OpenWalks.shared().close(owner);
  }
}
