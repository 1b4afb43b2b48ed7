package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RunSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Tries exceptions again by a run in front of a person. */
final class ExceptionRetry {
  private final Operations operations;
  private final Terminal terminal;
  private final RetryOptions options;
  private final boolean asJson;

  ExceptionRetry(Operations operations, Terminal terminal, RetryOptions options, boolean asJson) {
    this.operations = operations;
    this.terminal = terminal;
    this.options = options;
    this.asJson = asJson;
  }

  /**
   * Runs to the end, or does nothing where the index has none of these.
   *
   * @throws IllegalArgumentException if options do not go together or are out of bounds
   */
  ExitCode run(Path index, ExceptionSelection selection, List<String> beamOptions) {
    if (operations.countExceptions(index, selection) == 0) {
      nothingToDo(selection);
      return ExitCode.DONE;
    }
    RememberedSettings before =
        operations
            .rememberedSettings(index)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE,
                        index + " does not say where its files are: it was not made from files"));
    BuildSettings settings = options.settings(index, selection, before, beamOptions);
    ReportOptions report = options.report();
    RunSummary run =
        new BuildSession(operations, terminal, report, Schedule.NONE)
            .run(settings, report::exitCode);
    if (asJson) {
      operations
          .runRecord(index, run.runId())
          .ifPresent(record -> JsonPrinter.print(terminal.out(), record));
    }
    return report.exitCode(run);
  }

  private void nothingToDo(ExceptionSelection selection) {
    String reason = "nothing to do: the index has no " + selection.words();
    if (!options.report().isQuiet()) {
      terminal.message(reason);
    }
    if (asJson) {
      JsonPrinter.print(
          terminal.out(), Map.of("verdict", RunSummary.Verdict.UNCHANGED.name(), "reason", reason));
    }
  }
}
