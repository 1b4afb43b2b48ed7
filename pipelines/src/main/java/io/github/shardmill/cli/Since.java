package io.github.shardmill.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A moment in the past as a person writes it: a day in UTC such as {@code 2026-01-31}, or an age of
 * hours, days or weeks such as {@code 12h}, {@code 7d}, {@code 4w}.
 */
record Since(Instant moment) {
  private static final Pattern AGE = Pattern.compile("(\\d{1,6})\\s*([hdw])");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Map<String, Long> HOURS = Map.of("h", 1L, "d", 24L, "w", 7L * 24);

  /**
   * Reads a moment.
   *
   * @param now what an age is counted from
   * @throws IllegalArgumentException if it is none
   */
  static Since parse(String text, Instant now) {
    String moment = text.strip().toLowerCase(Locale.ROOT);
    Matcher age = AGE.matcher(moment);
    if (age.matches()) {
      long hours = Long.parseLong(age.group(1)) * HOURS.get(age.group(2));
      return new Since(now.minus(hours, ChronoUnit.HOURS));
    }
    try {
      if (DAY.matcher(moment).matches()) {
        return new Since(LocalDate.parse(moment).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("there is no day '" + text + "'", e);
    }
    throw new IllegalArgumentException(
        "'" + text + "' is no day or age; write for example 2026-01-31, 12h, 7d or 4w");
  }

  /** Reads option values, by the clock of the machine. */
  static final class Converter implements ITypeConverter<Since> {
    @Override
    public Since convert(String value) {
      try {
        return parse(value, Instant.now());
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
