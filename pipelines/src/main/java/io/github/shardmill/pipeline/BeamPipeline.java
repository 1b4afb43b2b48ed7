package io.github.shardmill.pipeline;

import java.time.Duration;
import java.util.Optional;
import org.apache.beam.sdk.PipelineResult;

/**
 * A pipeline of a runner that says what failed by throwing it, as the DirectRunner does. Its steps
 * stop by {@link io.github.shardmill.io.RunCancellation}.
 */
record BeamPipeline(PipelineResult result) implements RunningPipeline {
  @Override
  public Optional<End> await(Duration patience) throws InterruptedException {
    try {
      PipelineResult.State state =
          result.waitUntilFinish(org.joda.time.Duration.millis(patience.toMillis()));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      return state == null || !state.isTerminal() ? Optional.empty() : Optional.of(end(state));
    } catch (RuntimeException | Error e) {
      return Optional.of(End.of(Kind.FAILED, e));
    }
  }

  private static End end(PipelineResult.State state) {
    return switch (state) {
      case CANCELLED -> new End(Kind.CANCELLED, Optional.empty());
      case FAILED -> End.of(Kind.FAILED, new IllegalStateException("the runner says no more"));
      default -> End.DONE;
    };
  }

  @Override
  public void cancel() {
    // The runner hands out no more work, but lets go on what runs.
  }

  @Override
  public String place() {
    return "";
  }
}
