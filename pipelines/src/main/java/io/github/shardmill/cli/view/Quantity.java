package io.github.shardmill.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers as a person reads them. The same everywhere, whatever the locale. */
public final class Quantity {
  private static final String[] BYTE_UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final DateTimeFormatter UTC =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Quantity() {}

  /** Returns a count such as {@code 10,000}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Returns a count with its noun, such as {@code 1 file} or {@code 2 files}. */
  public static String count(long number, String noun) {
    return count(number) + " " + noun + (number == 1 ? "" : "s");
  }

  /** Returns a size in powers of 1000, such as {@code 999 B} or {@code 1.6 GB}. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** Returns bytes per second, such as {@code 14.2 MB/s}. */
  public static String bytesPerSecond(double rate) {
    return bytes(rate) + "/s";
  }

  private static String bytes(double bytes) {
    int unit = 0;
    double scaled = bytes;
    // 999.95 would be printed as 1000.0
    while (scaled >= (unit == 0 ? 999.5 : 999.95) && unit < BYTE_UNITS.length - 1) {
      scaled /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", scaled, BYTE_UNITS[unit]);
  }

  /** Returns a rate without its unit: one decimal below ten, none above. */
  public static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond < 9.95 ? "%.1f" : "%,.0f", perSecond);
  }

  /**
   * Returns a time of some seconds, such as {@code 0.4 s}, {@code 2 min 05 s} or {@code 3 h 20
   * min}.
   */
  public static String duration(Duration duration) {
    long tenths = Math.round(duration.toMillis() / 100.0);
    if (tenths < 600) {
      return String.format(Locale.ROOT, "%.1f s", tenths / 10.0);
    }
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 3600
        ? String.format(Locale.ROOT, "%d min %02d s", seconds / 60, seconds % 60)
        : String.format(Locale.ROOT, "%d h %02d min", seconds / 3600, seconds / 60 % 60);
  }

  /** Returns the same for a number of seconds. */
  public static String seconds(double seconds) {
    return duration(Duration.ofMillis(Math.round(seconds * 1000)));
  }

  /** Returns a moment such as {@code 2026-11-20 13:45:02Z}. */
  public static String utc(long epochMillis) {
    return UTC.format(Instant.ofEpochMilli(epochMillis));
  }
}
