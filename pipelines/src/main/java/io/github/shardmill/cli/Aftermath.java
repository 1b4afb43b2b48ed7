package io.github.shardmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.RunSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What happens when a run has ended, whichever way: first its metrics are written, then the command
 * that somebody asked for is run. What goes wrong here is a warning and changes no exit code.
 */
final class Aftermath {
  private final Operations operations;
  private final Terminal terminal;
  private final Schedule schedule;
  private final String command;
  private final Path index;
  private final Instant started = Instant.now();

  /** Notes that a run begins. */
  Aftermath(Operations operations, Terminal terminal, Schedule schedule, BuildSettings settings) {
    this.operations = operations;
    this.terminal = terminal;
    this.schedule = schedule;
    this.command = settings.continuation().isUpdate() ? "update" : "build";
    this.index = settings.target().index().toAbsolutePath().normalize();
  }

  /** Called when a run has a verdict. */
  void ended(RunSummary run, ExitCode exitCode) {
    follow(exitCode, run.reason(), Optional.of(run));
  }

  /** Called when a run failed before it had a verdict. */
  void failed(ExitCode exitCode, String reason) {
    follow(exitCode, reason, Optional.empty());
  }

  private void follow(ExitCode exitCode, String reason, Optional<RunSummary> run) {
    RunEnd end =
        new RunEnd(
            command,
            index,
            exitCode,
            reason,
            run,
            run.map(ended -> new IndexLayout(index).runRecord(ended.runId())).filter(Files::exists),
            run.map(this::generation).orElse(OptionalLong.empty()),
            started,
            Instant.now());
    schedule.metricsFile().ifPresent(file -> new MetricsFile(file, terminal).write(end));
    Optional<String> hook = end.succeeded() ? schedule.onSuccess() : schedule.onFailure();
    String option = end.succeeded() ? "--on-success" : "--on-failure";
    hook.ifPresent(text -> new RunHook(option, text, terminal).run(end));
  }

  private OptionalLong generation(RunSummary run) {
    if (schedule.metricsFile().isEmpty()) {
      return OptionalLong.empty();
    }
    return operations
        .runRecord(index, run.runId())
        .map(Aftermath::generation)
        .orElse(OptionalLong.empty());
  }

  /** A run that committed nothing left the index where it found it. */
  private static OptionalLong generation(JsonNode record) {
    long made = record.path("generation").asLong(-1);
    long generation = made >= 0 ? made : record.path("baseGeneration").asLong(-1);
    return generation >= 0 ? OptionalLong.of(generation) : OptionalLong.empty();
  }
}
