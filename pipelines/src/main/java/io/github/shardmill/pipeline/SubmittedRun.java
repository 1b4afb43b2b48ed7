package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.RunLock;
import java.time.Duration;
import java.util.Map;

/**
 * A build that goes on without this process. It ends by itself; {@code inspect --run} tells how.
 *
 * @param lock what the client holds of the index, as long as its process lives; never released here
 */
record SubmittedRun(String runId, String notice, RunLock lock) implements BuildRun {
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
