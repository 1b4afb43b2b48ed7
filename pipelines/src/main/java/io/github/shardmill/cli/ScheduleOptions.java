package io.github.shardmill.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run that nobody watches has around it. */
final class ScheduleOptions {
  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      converter = DurationConverter.class,
      description =
          "Stop the run if it has not committed by then: 90m, 6h. Nothing is published; exit code "
              + "2.")
  private Duration deadline;

  @Option(
      names = "--on-success",
      paramLabel = "COMMAND",
      description =
          "Run by sh when the exit code is 0. SHARDMILL_INDEX, _RUN, _VERDICT, _EXIT_CODE, "
              + "_RECORD and _REASON are in its environment.")
  private String onSuccess;

  @Option(
      names = "--on-failure",
      paramLabel = "COMMAND",
      description = "Run by sh when the exit code is another, with the same environment.")
  private String onFailure;

  @Option(
      names = "--metrics-file",
      paramLabel = "FILE",
      description =
          "Write what the run came to for Prometheus, in the text format that node_exporter "
              + "collects.")
  private Path metricsFile;

  /**
   * Returns what these options stand for.
   *
   * @throws IllegalArgumentException if they are out of bounds
   */
  Schedule value() {
    return new Schedule(
        Optional.ofNullable(deadline),
        Optional.ofNullable(onSuccess),
        Optional.ofNullable(onFailure),
        Optional.ofNullable(metricsFile));
  }
}
