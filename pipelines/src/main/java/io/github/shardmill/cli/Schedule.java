package io.github.shardmill.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run that nobody watches has around it. Immutable.
 *
 * @param deadline a run that has not committed by then is stopped
 * @param onSuccess a shell command to run when all went well
 * @param onFailure a shell command to run otherwise
 * @param metricsFile where to write what the run came to, for Prometheus
 */
record Schedule(
    Optional<Duration> deadline,
    Optional<String> onSuccess,
    Optional<String> onFailure,
    Optional<Path> metricsFile) {

  /** A run with nothing around it. */
  static final Schedule NONE =
      new Schedule(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks the bounds. */
  Schedule {
    deadline.ifPresent(
        time -> {
          if (time.isZero()) {
            throw new IllegalArgumentException("--deadline must be more than nothing");
          }
        });
  }
}
