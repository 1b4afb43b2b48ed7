package io.github.shardmill.pipeline;

import java.time.Duration;
import java.util.Map;

/**
 * A build that goes on without this process, and ends by itself; {@code inspect --run} tells how.
 */
record SubmittedRun(String runId, String notice) implements BuildRun {
  @Override
  public BuildProgress progress() {
    return new ProgressCounts(Map.of(), 1).at(Duration.ZERO);
  }

  /** Returns at once. */
  @Override
  public RunSummary await() {
    return RunSummaries.submitted(runId);
  }

  /** Does nothing: whoever leaves a run lets it go on. */
  @Override
  public void cancel() {
    // A process that ends behind its submission is not a person who changed his mind.
  }
}
