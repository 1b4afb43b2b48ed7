package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ProgressMode;
import io.github.shardmill.pipeline.RunSummary;
import picocli.CommandLine.Option;

/** What a run tells, and when its failures are a failure of the command. */
final class ReportOptions {
  @Option(
      names = "--max-exceptions",
      paramLabel = "N",
      description = "End with exit code 5 if more files fail. The index is committed all the same.")
  private Long maxExceptions;

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      description =
          "auto, bar, lines or none. Default: auto, a bar on a terminal and lines otherwise.")
  private ProgressMode progress = ProgressMode.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "Show errors only.")
  private boolean quiet;

  boolean isQuiet() {
    return quiet;
  }

  /** Returns how progress is shown. */
  ProgressMode mode(Terminal terminal) {
    return quiet ? ProgressMode.NONE : progress.resolve(terminal.errIsTerminal());
  }

  /** Returns what the process ends with. */
  ExitCode exitCode(RunSummary run) {
    boolean tooMany = maxExceptions != null && run.files().failed() > maxExceptions;
    return run.verdict() == RunSummary.Verdict.COMMITTED && tooMany
        ? ExitCode.EXCEPTIONS
        : ExitCode.of(run.verdict());
  }
}
