package io.github.shardmill.pipeline;

import io.github.shardmill.index.gate.Percent;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/**
 * How many documents of a source an update may remove. A disk that is not mounted looks like a
 * directory from which everything was deleted.
 *
 * @param percent of the files that are known of the source; from 0 to 100, which allows everything
 */
public record RemovalLimit(double percent) implements Serializable {
  /** A fifth. */
  public static final RemovalLimit DEFAULT = new RemovalLimit(20);

  /** So few are never too many, unless nothing is left. */
  private static final long HARMLESS = 19;

  /** Checks the bounds. */
  public RemovalLimit {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException(
          "--max-removals is " + percent + " and must be from 0 to 100 percent");
    }
  }

  /** Returns whether everything may go. */
  boolean allowsAll() {
    return percent == 100;
  }

  /**
   * Returns why removals are too many, if they are.
   *
   * @param source name of the source
   * @param known files that are known of it
   * @param removed how many of them are gone
   * @param isEmpty whether the source is listed and has no file at all
   */
  Optional<String> whyNot(String source, long known, long removed, boolean isEmpty) {
    if (allowsAll() || removed == 0) {
      return Optional.empty();
    }
    if (isEmpty) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "source '%s' is empty, and the index holds %d of its files: is its disk mounted?",
              source,
              known));
    }
    Percent most = new Percent(BigDecimal.valueOf(percent).stripTrailingZeros());
    if (removed <= HARMLESS || !most.isExceededBy(removed, known)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%d of the %d files of source '%s' are gone, more than %s;"
                + " --max-removals 100 lets them go",
            removed,
            known,
            source,
            most));
  }
}
