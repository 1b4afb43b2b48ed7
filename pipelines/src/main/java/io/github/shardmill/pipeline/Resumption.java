package io.github.shardmill.pipeline;

import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.FinishedDocuments;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.ScratchDirectory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on from runs that were interrupted: gathers what they had finished, for one run to take it
 * instead of parsing. The caller holds the index's lock.
 *
 * <p>Their work files are deleted when all of it is durable below the new run's work directory, and
 * the new run leaves it there if it is interrupted in its turn. So a process may die at any point.
 *
 * <p>A run that is submitted again goes on from itself: what it had finished is added to what it
 * had gathered before.
 */
final class Resumption {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");
  private static final long NEVER = Long.MIN_VALUE;

  private final BuildSettings settings;
  private final List<SourceSpec> sources;
  private final RunWorkspace workspace;
  private final long startedMillis;

  /** Goes on in the work directory of a run, which exists. */
  Resumption(
      BuildSettings settings,
      List<SourceSpec> sources,
      RunWorkspace workspace,
      long startedMillis) {
    this.settings = settings;
    this.sources = List.copyOf(sources);
    this.workspace = workspace;
    this.startedMillis = startedMillis;
  }

  /**
   * Begins the run.
   *
   * @param interrupted work of earlier runs to go on from, the oldest first
   * @param base what the run finds in the index
   * @param details of the run, from {@link RunDetails}
   * @return the base with what was finished
   */
  RunBase begin(List<RunWorkspace> interrupted, RunBase base, String details) throws IOException {
    Continuation continuation = settings.continuation();
    List<InterruptedRun> runs = usable(interrupted);
    Map<String, Long> listed = listedMillis(runs);
    RunBase resumed = base;
    if (runs.stream().noneMatch(run -> isOwn(run.workspace()))) {
      removeOwn(interrupted);
    }
    if (continuation.resume()) {
      Gathered gathered = runs.isEmpty() ? Gathered.NOTHING : gather(runs);
      resumed = base.withNotice(notice(interrupted, gathered));
      if (gathered.documents() > 0) {
        resumed = resumed.withFinished(results(listed));
      }
    }
    InterruptedRun.begin(workspace, details, listed, continuation.fresh());
    POINTS.trace("run.resumed");
    for (RunWorkspace run : interrupted) {
      PathIndexStore store = new PathIndexStore(run);
      if (isOwn(run)) {
        store.removeSubmission();
      } else if (run.runId().equals(workspace.runId())) {
        store.abandonWork();
      } else {
        store.removeWork();
      }
    }
    return resumed;
  }

  private boolean isOwn(RunWorkspace run) {
    return run.equals(workspace);
  }

  /**
   * What an earlier submission of this run left, and cannot be used, is not to be mixed with ours.
   */
  private void removeOwn(List<RunWorkspace> interrupted) throws IOException {
    if (interrupted.stream().anyMatch(this::isOwn)) {
      PathIndexStore store = new PathIndexStore(workspace);
      store.abandonWork();
      store.prepare();
    }
  }

  /** What a fresh run finished holds no text of the index; what another one finished may. */
  private List<InterruptedRun> usable(List<RunWorkspace> interrupted) {
    List<InterruptedRun> usable = new ArrayList<>();
    for (RunWorkspace run : interrupted) {
      InterruptedRun.read(run)
          .filter(read -> read.fresh() || !settings.continuation().fresh())
          .ifPresent(usable::add);
    }
    return usable;
  }

  /**
   * Returns since when files of each source can be trusted: the earliest of the listings, which
   * holds for all results. Sources that were elsewhere are missing: their files are compared by
   * their bytes.
   */
  private Map<String, Long> listedMillis(List<InterruptedRun> runs) {
    Map<String, Long> listed = new TreeMap<>();
    for (SourceSpec spec : sources) {
      long earliest =
          runs.stream()
              .filter(run -> run.source(spec.source().name()).isPresent())
              .mapToLong(run -> listedMillis(run, spec.source()))
              .min()
              .orElse(startedMillis);
      if (earliest != NEVER) {
        listed.put(spec.source().name(), earliest);
      }
    }
    return listed;
  }

  private static long listedMillis(InterruptedRun run, Source source) {
    boolean isSame = run.source(source.name()).orElseThrow().source().equals(source);
    return isSame ? run.settings().listedMillis().getOrDefault(source.name(), NEVER) : NEVER;
  }

  /**
   * What was gathered.
   *
   * @param documents how many
   * @param otherSchema whether there was more, of other fields or analysers
   */
  private record Gathered(long documents, boolean otherSchema) {
    static final Gathered NOTHING = new Gathered(0, false);
  }

  private Gathered gather(List<InterruptedRun> runs) throws IOException {
    IndexSchema schema = settings.indexing().schema();
    boolean otherSchema = false;
    FinishedDocuments.Config config =
        new FinishedDocuments.Config(workspace.resumed(), schema, FinishedResults.LOOKED_UP);
    try (ScratchDirectory scratch = ScratchDirectory.create("resume");
        FinishedDocuments documents = new FinishedDocuments(config)) {
      for (InterruptedRun run : runs) {
        if (!isOwn(run.workspace())) {
          documents.addGathered(run.workspace().resumed());
        }
        for (FinishedSpool file : run.finished()) {
          if (file.schema().equals(schema.fingerprint())) {
            documents.add(run.workspace().spool(), file, scratch.path());
          } else {
            otherSchema = true;
          }
        }
      }
      return new Gathered(documents.finish(), otherSchema);
    }
  }

  private FinishedResults results(Map<String, Long> listed) {
    return new FinishedResults(
        workspace.resumed().toString(),
        settings.indexing().schema(),
        KnownCommit.rules(settings, listed, startedMillis),
        ExcludedHashes.NONE);
  }

  private static String notice(List<RunWorkspace> interrupted, Gathered gathered) {
    if (gathered.documents() > 0) {
      return "going on from the results of "
          + gathered.documents()
          + " files that an interrupted run had finished";
    }
    if (gathered.otherSchema()) {
      return "nothing to resume: the interrupted run had other fields or another analyser";
    }
    return interrupted.isEmpty()
        ? "nothing to resume: no run was interrupted"
        : "nothing to resume: the interrupted run had finished nothing that can be used";
  }
}
