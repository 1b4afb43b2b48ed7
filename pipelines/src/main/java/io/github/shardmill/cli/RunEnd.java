package io.github.shardmill.cli;

import io.github.shardmill.pipeline.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a run ended, also one that could not begin. Immutable.
 *
 * @param command {@code build} or {@code update}
 * @param index the index that it was to write, absolute
 * @param exitCode what the process ends with
 * @param reason why, one line; empty where all went well
 * @param summary what it came to; empty if it failed before it had a verdict
 * @param record its record; empty if there is none
 * @param generation generation that the index is at; empty where the run does not know
 * @param started when the command began
 * @param finished when the run ended
 */
record RunEnd(
    String command,
    Path index,
    ExitCode exitCode,
    String reason,
    Optional<RunSummary> summary,
    Optional<Path> record,
    OptionalLong generation,
    Instant started,
    Instant finished) {
  /** The verdict of a run that ended without one. */
  static final String FAILED = "FAILED";

  /** Returns whether all went well, which is when the exit code says so. */
  boolean succeeded() {
    return exitCode == ExitCode.DONE;
  }

  /** Returns the name of the verdict, {@value #FAILED} where there is none. */
  String verdict() {
    return summary.map(run -> run.verdict().name()).orElse(FAILED);
  }

  /** Returns the run's id; empty where it is not known. */
  String runId() {
    return summary.map(RunSummary::runId).orElse("");
  }
}
