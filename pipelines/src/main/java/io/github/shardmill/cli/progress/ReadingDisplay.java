package io.github.shardmill.cli.progress;

import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.index.read.ReadProgress;
import java.io.PrintWriter;

/**
 * Shows on a terminal how far a long reading is, in one line that is redrawn and erased at the end;
 * shows nothing elsewhere. Called by the reading thread only.
 */
public final class ReadingDisplay implements ReadProgress, AutoCloseable {
  private final PrintWriter err;
  private final boolean shown;

  /** Shows on {@code err} if that is a terminal. */
  public ReadingDisplay(PrintWriter err, boolean isTerminal) {
    this.err = err;
    this.shown = isTerminal;
  }

  @Override
  public void report(String step, long done, long total) {
    if (shown) {
      String extent =
          total <= 1 ? "" : ": " + Quantity.count(done) + " of " + Quantity.count(total);
      err.print(ProgressDisplay.ERASE_LINE + "checking " + step + extent);
      err.flush();
    }
  }

  @Override
  public void close() {
    if (shown) {
      err.print(ProgressDisplay.ERASE_LINE);
      err.flush();
    }
  }
}
