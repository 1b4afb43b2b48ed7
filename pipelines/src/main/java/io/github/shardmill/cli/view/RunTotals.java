package io.github.shardmill.cli.view;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;

/** Shows to a person what a run came to. For a script there is the record of the run. */
public final class RunTotals {
  private RunTotals() {}

  /** Returns the totals of a run as one line. */
  public static String line(RunSummary run) {
    FileCounts files = run.files();
    StringBuilder line = new StringBuilder();
    line.append(Quantity.count(files.indexed()))
        .append(" of ")
        .append(Quantity.count(files.discovered(), "file"))
        .append(" indexed");
    appendCount(line, files.unchanged(), "unchanged");
    appendCount(line, files.duplicates(), "duplicates");
    appendCount(line, files.excluded(), "excluded");
    appendCount(line, files.failed(), "failed");
    double seconds = Math.max(run.seconds(), 0.001);
    return line.append("; ")
        .append(Quantity.count(run.documents(), "document"))
        .append(", ")
        .append(Quantity.bytes(run.bytes()))
        .append(" in ")
        .append(Quantity.seconds(run.seconds()))
        .append(" (")
        .append(Quantity.rate(run.documents() / seconds))
        .append(" documents/s, ")
        .append(Quantity.bytesPerSecond(run.bytes() / seconds))
        .append(")")
        .toString();
  }

  private static void appendCount(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(Quantity.count(number)).append(' ').append(what);
    }
  }
}
