package io.github.shardmill.pipeline;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.RunCancellation;
import io.github.shardmill.pipeline.RunningPipeline.End;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A build that this process waits for, wherever its steps run. Holds the index's lock from its
 * start until {@link #await} ends. How it ended is read from what its last step left in the index
 * directory, as anybody could.
 */
final class FollowedRun implements BuildRun {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedRun.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  private static final String NOTHING = "nothing was published";

  private final Followed followed;
  private final RunWorkspace workspace;
  private final Supplier<BuildProgress> progress;
  private final RunLock lock;
  private final List<Closeable> closedAtEnd;

  /**
   * What is followed.
   *
   * @param pipeline the run's pipeline
   * @param workspace where its work files are
   * @param venue where its steps run
   * @param notice what a person should know about how it began, one line; empty for nothing
   */
  record Followed(RunningPipeline pipeline, RunWorkspace workspace, Venue venue, String notice) {}

  FollowedRun(
      Followed followed,
      Supplier<BuildProgress> progress,
      RunLock lock,
      List<Closeable> closedAtEnd) {
    this.followed = followed;
    this.workspace = followed.workspace();
    this.progress = progress;
    this.lock = lock;
    this.closedAtEnd = List.copyOf(closedAtEnd);
  }

  @Override
  public String notice() {
    return followed.notice();
  }

  @Override
  public BuildProgress progress() {
    return progress.get();
  }

  @Override
  @SuppressWarnings("try") // what it has is only to be closed
  public RunSummary await() throws InterruptedException {
    // Without the lock: who is interrupted here leaves a run that goes on, and needs it.
    Optional<End> end = Optional.empty();
    while (end.isEmpty()) {
      end = followed.pipeline().await(BETWEEN_LOOKS);
    }
    try (Closeable belongings = () -> IOUtils.close(closedAtEnd)) {
      return summary(end.get());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private RunSummary summary(End end) throws IOException {
    if (end.kind() == RunningPipeline.Kind.LOST) {
      return afterLoss(end.failure().orElseThrow());
    }
    try (lock) {
      return switch (end.kind()) {
        case DONE, LOST -> recorded();
        case CANCELLED -> afterCancellation();
        case FAILED -> afterFailure(end.failure().orElseThrow());
      };
    }
  }

  /**
   * The pipeline threw. Nothing was published, unless it threw behind the commit, which the index
   * knows; other steps of it may still be running.
   */
  private RunSummary afterFailure(Throwable failure) throws IOException {
    boolean cancelled = RunCancellation.isCancelled(workspace.runId());
    RunCancellation.cancel(workspace.runId());
    LOG.debug("the run failed", failure);
    // Before room is made by removing the work files.
    Optional<String> fullDisk =
        followed.venue().isThisProcess() ? FullDisk.describe(failure, workspace) : Optional.empty();
    String line = fullDisk.orElseGet(() -> Failures.line(failure));
    if (isCommitted()) {
      RunRemains.abandon(workspace);
      LOG.warn("the run failed after its commit: {}", line);
      return recorded();
    }
    String kept = "";
    if (fullDisk.isPresent()) {
      RunRemains.abandon(workspace);
    } else {
      kept = RunRemains.keepFinished(workspace);
    }
    if (cancelled) {
      return RunSummaries.cancelled(workspace.runId(), NOTHING + kept);
    }
    throw new RunFailedException(line + kept, failure);
  }

  /** Somebody cancelled the pipeline: we did, or a person who saw it in the runner. */
  private RunSummary afterCancellation() throws IOException {
    if (isCommitted()) {
      return recorded();
    }
    String who =
        RunCancellation.isCancelled(workspace.runId())
            ? ""
            : followed.pipeline().place() + " was cancelled by somebody else; ";
    return RunSummaries.cancelled(
        workspace.runId(), who + NOTHING + RunRemains.keepFinished(workspace));
  }

  /**
   * Nobody can say what becomes of the pipeline, so nothing of it is touched, and its steps keep
   * the right to write to the index for as long as they live.
   */
  private RunSummary afterLoss(Throwable failure) throws IOException {
    if (isCommitted()) {
      try (lock) {
        return recorded();
      }
    }
    lock.handOver();
    throw new RunFailedException(
        followed.pipeline().place()
            + " was lost: "
            + Failures.line(failure)
            + "; 'shardmill inspect "
            + workspace.index()
            + " --run "
            + workspace.runId()
            + "' tells whether it goes on"
            + RunRemains.describe(workspace),
        failure);
  }

  private IndexLayout layout() {
    return workspace.layout();
  }

  private boolean isCommitted() throws IOException {
    try (Directory directory = IndexDirectories.reading(layout().index())) {
      return Base.read(directory).remembers(workspace.runId());
    }
  }

  /** Reads how the run ended; one that wrote nothing about it was stopped. */
  private RunSummary recorded() throws IOException {
    Optional<RunSummary> written = RunVerdicts.of(layout(), workspace.runId());
    return written.isPresent()
        ? written.get()
        : RunSummaries.cancelled(workspace.runId(), NOTHING + RunRemains.keepFinished(workspace));
  }

  @Override
  public void cancel() {
    RunCancellation.cancel(workspace.runId());
    followed.pipeline().cancel();
  }
}
