package io.github.shardmill.pipeline;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a run by whoever did not wait for it.
 *
 * @param runId the run
 * @param phase whether it has ended
 * @param summary what it came to; empty unless it has ended
 * @param progress how far it was at the last sign of life; empty if it left none
 * @param lastSignMillis when that was, milliseconds since 1970 UTC by the clock of the worker
 * @param remains what it left for another run to go on from, in words; empty for nothing
 */
public record RunState(
    String runId,
    Phase phase,
    Optional<RunSummary> summary,
    Optional<BuildProgress> progress,
    OptionalLong lastSignMillis,
    String remains) {

  /** Whether a run has ended. */
  public enum Phase {
    /** It has a verdict. */
    ENDED,
    /** It holds the index, so it is going on, or has been until some minutes ago. */
    GOING_ON,
    /** It has no verdict and does not hold the index any more: it failed, was stopped or killed. */
    INTERRUPTED
  }
}
