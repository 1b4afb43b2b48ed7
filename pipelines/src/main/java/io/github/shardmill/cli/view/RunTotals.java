package io.github.shardmill.cli.view;

import io.github.shardmill.pipeline.RunSummary;
import io.github.shardmill.pipeline.RunSummary.FileCounts;

/** Shows to a person what a run came to. For a script there is the record of the run. */
public final class RunTotals {
  private RunTotals() {}

  /** Returns the totals of a run as one line. */
  public static String line(RunSummary run) {
    FileCounts files = run.files();
    // An update that indexed nothing is not a failure to index anything.
    boolean kept = files.indexed() == 0 && files.unchanged() > 0;
    StringBuilder line = new StringBuilder();
    line.append(Quantity.count(kept ? files.unchanged() : files.indexed()))
        .append(" of ")
        .append(Quantity.count(files.discovered(), "file"))
        .append(kept ? " unchanged" : " indexed");
    appendCount(line, kept ? 0 : files.unchanged(), "unchanged");
    appendCount(line, files.duplicates(), "duplicates");
    appendCount(line, files.excluded(), "excluded");
    appendCount(line, files.failed(), "failed");
    appendCount(line, run.removed(), "removed");
    return line.append(work(run)).toString();
  }

  private static String work(RunSummary run) {
    String time = " in " + Quantity.seconds(run.seconds());
    if (run.documents() == 0 && run.bytes() == 0) {
      return "," + time;
    }
    double seconds = Math.max(run.seconds(), 0.001);
    return "; "
        + Quantity.count(run.documents(), "document")
        + ", "
        + Quantity.bytes(run.bytes())
        + time
        + " ("
        + Quantity.rate(run.documents() / seconds)
        + " documents/s, "
        + Quantity.bytesPerSecond(run.bytes() / seconds)
        + ")";
  }

  private static void appendCount(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append(", ").append(Quantity.count(number)).append(' ').append(what);
    }
  }
}
