package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ProgressDisplay;
import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.cli.view.RefusalLines;
import io.github.shardmill.cli.view.RunTotals;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.RunFailedException;
import io.github.shardmill.pipeline.RunSummary;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/** One build in front of a person: progress while it runs, a line at its end, Ctrl-C in between. */
final class BuildSession {
  private final Operations operations;
  private final Terminal terminal;
  private final ReportOptions options;
  private final Schedule schedule;

  BuildSession(Operations operations, Terminal terminal, ReportOptions options, Schedule schedule) {
    this.operations = operations;
    this.terminal = terminal;
    this.options = options;
    this.schedule = schedule;
  }

  /**
   * Runs a build to its end, whatever the verdict, and does what was asked for behind it.
   *
   * @param exitCode tells what the process will end with
   */
  RunSummary run(BuildSettings settings, Function<RunSummary, ExitCode> exitCode) {
    Aftermath aftermath = new Aftermath(operations, terminal, schedule, settings);
    try {
      return run(
          operations.startBuild(settings),
          summary -> {
            report(summary, settings);
            aftermath.ended(summary, exitCode.apply(summary));
          });
    } catch (CommandFailure e) {
      aftermath.failed(e.exitCode(), e.getMessage());
      throw e;
    } catch (RuntimeException e) {
      aftermath.failed(ExitCode.FAILED, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  @SuppressWarnings("try") // the first resource only has to be closed, last of all
  private RunSummary run(BuildRun run, Consumer<RunSummary> atEnd) {
    if (!run.notice().isEmpty()) {
      terminal.message(run.notice());
    }
    try (CancelOnSignal cancel = CancelOnSignal.install(run, terminal);
        Deadline deadline = Deadline.start(run, schedule.deadline())) {
      RunSummary summary = await(run);
      if (summary.verdict() == RunSummary.Verdict.CANCELLED && deadline.isOver()) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "stopped at the deadline, after "
                + Quantity.duration(schedule.deadline().orElseThrow())
                + "; "
                + summary.reason());
      }
      atEnd.accept(summary);
      return summary;
    }
  }

  @SuppressWarnings("try") // the display is shown by its own thread
  private RunSummary await(BuildRun run) {
    try (ProgressDisplay display =
        ProgressDisplay.start(
            run::progress, options.mode(terminal), terminal.err(), terminal.columns())) {
      return run.await();
    } catch (RunFailedException e) {
      throw new CommandFailure(ExitCode.FAILED, e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      run.cancel();
      throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted", e);
    }
  }

  private void report(RunSummary run, BuildSettings settings) {
    Path index = settings.target().index();
    switch (run.verdict()) {
      case COMMITTED -> reportCommitted(run, settings);
      case UNCHANGED -> reportUnchanged(run);
      case REFUSED -> reportRefused(run, index);
      case CONFLICT -> terminal.message("another writer changed the index: " + run.reason());
      case UNKNOWN ->
          terminal.message("it is not known whether the commit succeeded: " + run.reason());
      case CANCELLED -> terminal.message("stopped; " + run.reason());
      case SUBMITTED ->
          terminal.message(
              "submitted "
                  + run.runId()
                  + ": 'shardmill inspect "
                  + index
                  + " --run "
                  + run.runId()
                  + "' tells how it ended");
    }
  }

  private void reportRefused(RunSummary run, Path index) {
    terminal.message("refused, the index is as before: " + run.reason());
    operations
        .runRecord(index, run.runId())
        .ifPresent(record -> RefusalLines.of(record, index).forEach(terminal::message));
  }

  private void reportUnchanged(RunSummary run) {
    if (!options.isQuiet()) {
      terminal.message("nothing has changed: " + RunTotals.line(run));
    }
  }

  private void reportCommitted(RunSummary run, BuildSettings settings) {
    if (options.isQuiet()) {
      return;
    }
    Path index = settings.target().index();
    boolean retry = settings.continuation().retry().only().isPresent();
    String totals = retry ? RunTotals.retryLine(run) : RunTotals.line(run);
    terminal.message("committed " + run.runId() + ": " + totals);
    if (run.files().failed() > 0) {
      terminal.message("'shardmill exceptions " + index + "' lists what failed and what to do");
    }
    if (run.unreadableDirectories() > 0) {
      terminal.message(
          "the index lacks the files of directories that could not be listed: "
              + Quantity.count(run.unreadableDirectories()));
    }
    operations.runReport(index, run.runId()).ifPresent(page -> terminal.message("report: " + page));
  }
}
