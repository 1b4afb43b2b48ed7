package io.github.shardmill.pipeline.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Writes numbers for people, the same in every locale. Sizes are decimal: 1 MB is 10^6 bytes. */
final class Quantity {
  private static final String[] DECIMAL_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final String[] BINARY_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME_OF_DAY =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Quantity() {}

  /** Returns a count with thousands grouped: {@code 118,342}. */
  static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Returns a size with three digits that count: {@code 1.53 GB}. */
  static String bytes(double bytes) {
    double scaled = bytes;
    int unit = 0;
    while (Math.abs(scaled) >= 999.5 && unit < DECIMAL_UNITS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    String number = unit == 0 ? String.format(Locale.ROOT, "%.0f", scaled) : threeDigits(scaled);
    return number + " " + DECIMAL_UNITS[unit];
  }

  /** Returns 2^exponent bytes in binary units: {@code 4 KiB} for 12. */
  static String powerOfTwo(int exponent) {
    return (1L << exponent % 10) + " " + BINARY_UNITS[exponent / 10];
  }

  /**
   * Returns a span of time: {@code 120 ms}, {@code 12.3 s}, {@code 4 min 03 s}, {@code 2 h 05 min}.
   */
  static String duration(double millis) {
    if (Math.abs(millis) < 999.5) {
      return String.format(Locale.ROOT, "%.0f ms", millis);
    }
    if (millis < 59_950) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
    long seconds = Math.round(millis / 1000);
    if (seconds < 3600) {
      return String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60);
    }
    return String.format(Locale.ROOT, "%,d h %02d min", seconds / 3600, seconds % 3600 / 60);
  }

  /** Returns a position in a run: {@code 1:05}, {@code 2:00:07}. */
  static String elapsed(long seconds) {
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds % 3600 / 60, seconds % 60);
  }

  /** Returns a number without unit, grouped, with three digits that count: {@code 1,690}. */
  static String threeDigits(double number) {
    if (number == 0) {
      return "0";
    }
    double magnitude = Math.abs(number);
    String format = magnitude >= 99.95 ? "%,.0f" : magnitude >= 9.995 ? "%.1f" : "%.2f";
    return String.format(Locale.ROOT, magnitude >= 0.00995 ? format : "%.4f", number);
  }

  /** Returns a part of a whole in per cent; parts too small to show are {@code < 0.1 %}. */
  static String share(double part, double whole) {
    if (whole <= 0) {
      return "\u2013";
    }
    double percent = 100 * part / whole;
    if (percent > 0 && percent < 0.1) {
      return "< 0.1 %";
    }
    if (percent < 100 && percent > 99.9) {
      return "> 99.9 %";
    }
    return String.format(Locale.ROOT, "%.1f %%", percent);
  }

  /** Returns a moment in UTC, to the second. */
  static String moment(Instant moment) {
    return MOMENT.format(moment);
  }

  /** Returns a moment's time of day in UTC, to the second. */
  static String timeOfDay(Instant moment) {
    return TIME_OF_DAY.format(moment);
  }
}
