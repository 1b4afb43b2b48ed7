package io.github.shardmill.cli.view;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.Changes;
import io.github.shardmill.pipeline.RunSummary.FileCounts;

/** Shows to a person what a run came to. For a script there is the record of the run. */
public final class RunTotals {
  private RunTotals() {}

  /** Returns the totals of a run as one line. */
  public static String line(RunSummary run) {
    FileCounts files = run.files();
    Changes changes = run.changes();
    boolean goesOn = files.unchanged() + changes.reused() + changes.removed() + changes.kept() > 0;
    StringBuilder line = new StringBuilder();
    if (goesOn) {
      appendChanges(line, run);
    } else {
      line.append(Quantity.count(files.indexed()))
          .append(" of ")
          .append(Quantity.count(files.discovered(), "file"))
          .append(" indexed");
    }
    appendCount(line, files.duplicates(), "duplicates");
    appendCount(line, files.excluded(), "excluded");
    if (files.excludedByHash() > 0) {
      line.append(" (").append(Quantity.count(files.excludedByHash())).append(" by hash)");
    }
    appendCount(line, files.failed(), "failed");
    appendWork(line, run, goesOn);
    return line.toString();
  }

  /** Returns the totals of a run that only tried exceptions again, as one line. */
  public static String retryLine(RunSummary run) {
    FileCounts files = run.files();
    StringBuilder line = new StringBuilder();
    line.append(Quantity.count(files.indexed() + files.failed(), "file"))
        .append(" tried again: ")
        .append(Quantity.count(files.indexed()))
        .append(" indexed, ")
        .append(Quantity.count(files.failed()))
        .append(" failed");
    appendCount(line, run.changes().removed(), "gone and removed");
    appendCount(line, run.changes().kept(), "kept though not found");
    appendWork(line, run, true);
    if (run.changes().postponed() > 0) {
      line.append("; ")
          .append(Quantity.count(run.changes().postponed()))
          .append(" new or changed left to the next update");
    }
    return line.toString();
  }

  /** A run that goes on from an index is told by what it changed. */
  private static void appendChanges(StringBuilder line, RunSummary run) {
    line.append(Quantity.count(run.files().indexed())).append(" added or changed");
    if (run.changes().reused() > 0) {
      line.append(" (").append(Quantity.count(run.changes().reused())).append(" not parsed again)");
    }
    appendCount(line, run.changes().removed(), "removed");
    appendCount(line, run.changes().kept(), "kept though not found");
    appendCount(line, run.files().unchanged(), "unchanged");
  }

  private static void appendWork(StringBuilder line, RunSummary run, boolean goesOn) {
    line.append("; ")
        .append(Quantity.count(run.documents(), "document"))
        .append(goesOn ? " written, " : ", ")
        .append(Quantity.bytes(run.bytes()))
        .append(goesOn ? " read in " : " in ")
        .append(Quantity.seconds(run.seconds()));
    if (goesOn) {
      return;
    }
    double seconds = Math.max(run.seconds(), 0.001);
    line.append(" (")
        .append(Quantity.rate(run.documents() / seconds))
        .append(" documents/s, ")
        .append(Quantity.bytesPerSecond(run.bytes() / seconds))
        .append(")");
  }

  private static void appendCount(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(Quantity.count(number)).append(' ').append(what);
    }
  }
}
