package io.github.shardmill.pipeline;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.RetainedRuns;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.InterruptedWork;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.pipeline.RunState.Phase;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.store.Directory;

/**
 * Says of a run how it ended, or how far it is, from what it left in the index directory and among
 * its work files. Stateless; changes nothing.
 */
public final class RunStates {
  private RunStates() {}

  /**
   * Returns what is known of a run; empty where nothing is: it was never begun, or so many came
   * after it that its records are gone.
   *
   * @param index the index directory
   */
  public static Optional<RunState> of(Path index, String runId) throws IOException {
    IndexLayout layout = new IndexLayout(index);
    if (!Files.isDirectory(layout.index())) {
      return Optional.empty();
    }
    // Before the verdict is looked for: a run that ends in between has one then.
    boolean goesOn = RunLock.holder(layout).filter(runId::equals).isPresent();
    Set<String> committed = committed(layout, runId);
    Optional<RunSummary> summary = RunVerdicts.of(layout, runId);
    if (summary.isPresent() && isTrue(summary.get(), committed)) {
      return Optional.of(ended(runId, summary.get()));
    }
    if (committed.contains(runId)) {
      return Optional.of(ended(runId, RunSummaries.committed(runId)));
    }
    Optional<RunWorkspace> work =
        InterruptedWork.list(layout, committed).stream()
            .filter(workspace -> workspace.runId().equals(runId))
            .findAny();
    if (work.isPresent()) {
      return Optional.of(open(work.get(), goesOn));
    }
    return goesOn || Files.isDirectory(layout.run(runId))
        ? Optional.of(state(runId, goesOn))
        : Optional.empty();
  }

  /** A record says COMMITTED before it is true. */
  private static boolean isTrue(RunSummary summary, Set<String> committed) {
    return summary.verdict() != Verdict.COMMITTED || committed.contains(summary.runId());
  }

  private static Set<String> committed(IndexLayout layout, String runId) throws IOException {
    try (Directory directory = IndexDirectories.reading(layout.index())) {
      Set<String> committed = new HashSet<>(RetainedRuns.of(directory, layout).committed());
      if (Base.read(directory).remembers(runId)) {
        committed.add(runId);
      }
      return committed;
    }
  }

  private static RunState ended(String runId, RunSummary summary) {
    return new RunState(
        runId, Phase.ENDED, Optional.of(summary), Optional.empty(), OptionalLong.empty(), "");
  }

  private static RunState open(RunWorkspace workspace, boolean goesOn) throws IOException {
    int sources =
        InterruptedRun.read(workspace).map(run -> run.settings().sources().size()).orElse(1);
    Optional<ProgressNotes.Snapshot> notes = ProgressNotes.read(workspace);
    return new RunState(
        workspace.runId(),
        goesOn ? Phase.GOING_ON : Phase.INTERRUPTED,
        Optional.empty(),
        notes.map(found -> new ProgressCounts(found.counts(), sources).at(Duration.ZERO)),
        notes.map(found -> OptionalLong.of(found.writtenMillis())).orElse(OptionalLong.empty()),
        goesOn ? "" : RunRemains.describe(workspace));
  }

  private static RunState state(String runId, boolean goesOn) {
    Phase phase = goesOn ? Phase.GOING_ON : Phase.INTERRUPTED;
    return new RunState(runId, phase, Optional.empty(), Optional.empty(), OptionalLong.empty(), "");
  }
}
