package io.github.shardmill.cli.progress;

import io.github.shardmill.cli.view.Quantity;
import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Puts a snapshot into words. */
final class ProgressText {
  private static final int WIDEST_BAR = 30;
  private static final int NARROWEST_BAR = 8;
  private static final int ALMOST_DONE = 99;

  private ProgressText() {}

  /** Returns a snapshot as a line of a log. */
  static String line(BuildProgress progress, RateWindow rates) {
    List<String> parts = new ArrayList<>();
    parts.add(progress.stage().label() + ": " + files(progress) + percentInWords(progress));
    parts.addAll(details(progress, rates));
    return String.join(", ", parts);
  }

  /** Returns a snapshot as a bar that fits into {@code columns}; what has no room is left out. */
  static String bar(BuildProgress progress, RateWindow rates, int columns) {
    StringBuilder tail = new StringBuilder(" ").append(files(progress));
    int room = columns - 1 - progress.stage().label().length() - " 99 % ".length() - NARROWEST_BAR;
    for (String detail : details(progress, rates)) {
      if (tail.length() + detail.length() + 2 > room) {
        break;
      }
      tail.append("  ").append(detail);
    }
    int width = Math.min(WIDEST_BAR, room + NARROWEST_BAR - tail.length());
    String bar = progress.stage().label() + gauge(progress, width) + tail;
    return bar.length() < columns ? bar : bar.substring(0, columns - 1);
  }

  private static String gauge(BuildProgress progress, int width) {
    OptionalInt percent = percent(progress);
    if (percent.isEmpty() || width < NARROWEST_BAR) {
      return percent.isPresent() ? String.format(Locale.ROOT, " %d %%", percent.getAsInt()) : "";
    }
    int filled = width * percent.getAsInt() / 100;
    return String.format(Locale.ROOT, " %2d %% ", percent.getAsInt())
        + "█".repeat(filled)
        + "░".repeat(width - filled);
  }

  private static String files(BuildProgress progress) {
    return Quantity.count(progress.filesDone())
        + " of "
        + Quantity.count(progress.filesDiscovered())
        + (progress.discoveryDone() ? "" : "+")
        + " files";
  }

  private static String percentInWords(BuildProgress progress) {
    OptionalInt percent = percent(progress);
    return percent.isPresent() ? " (" + percent.getAsInt() + " %)" : "";
  }

  private static List<String> details(BuildProgress progress, RateWindow rates) {
    List<String> details = new ArrayList<>();
    if (progress.items() > 0) {
      details.add(Quantity.count(progress.items()) + " items");
    }
    if (progress.stage().compareTo(Stage.EXTRACTING) <= 0) {
      details.add(Quantity.rate(rates.documentsPerSecond()) + " documents/s");
      // Bytes count when their file is done: while items alone move, nothing is known of them.
      if (progress.items() == 0 || rates.bytesPerSecond() > 0) {
        details.add(Quantity.bytesPerSecond(rates.bytesPerSecond()));
      }
    }
    if (progress.failures() > 0) {
      details.add(Quantity.count(progress.failures()) + " failed");
    }
    if (progress.stage() == Stage.EXTRACTING && rates.remaining().isPresent()) {
      details.add("ETA " + Quantity.duration(rates.remaining().get()));
    } else {
      details.add(Quantity.duration(progress.elapsed()) + " so far");
    }
    return details;
  }

  /** Returns how much of the extraction is done: nothing while the total is open, never 100. */
  static OptionalInt percent(BuildProgress progress) {
    if (!progress.discoveryDone()
        || progress.filesDiscovered() == 0
        || progress.stage() == Stage.STARTING) {
      return OptionalInt.empty();
    }
    long percent = progress.filesDone() * 100 / progress.filesDiscovered();
    return OptionalInt.of((int) Math.min(ALMOST_DONE, percent));
  }
}
