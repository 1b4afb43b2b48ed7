package io.github.shardmill.index.read;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * The numbers that a term of a query on a number field stands for: one number, or all milliseconds
 * of a year, a month or a day in UTC.
 *
 * @param first the lowest
 * @param last the highest
 */
record NumberInterval(long first, long last) {
  private static final Pattern YEAR = Pattern.compile("\\d{4}");
  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt][\\d:.]+");

  /**
   * Reads a whole number.
   *
   * @throws NumberFormatException if it is none
   */
  static NumberInterval ofNumber(String term) {
    long number = Long.parseLong(term);
    return new NumberInterval(number, number);
  }

  /**
   * Reads a date in UTC: a year, a month, a day, or an instant; or a number of milliseconds.
   *
   * @throws DateTimeException if it is like a date, and there is no such date
   * @throws NumberFormatException if it is nothing of all that
   */
  static NumberInterval ofDate(String term) {
    if (YEAR.matcher(term).matches()) {
      Year year = Year.parse(term);
      return between(year.atDay(1), year.plusYears(1).atDay(1));
    }
    if (MONTH.matcher(term).matches()) {
      YearMonth month = YearMonth.parse(term);
      return between(month.atDay(1), month.plusMonths(1).atDay(1));
    }
    if (DAY.matcher(term).matches()) {
      LocalDate day = LocalDate.parse(term);
      return between(day, day.plusDays(1));
    }
    if (TIME.matcher(term).matches()) {
      return at(LocalDateTime.parse(term).toInstant(ZoneOffset.UTC));
    }
    return term.indexOf(':') > 0 ? at(Instant.parse(term)) : ofNumber(term);
  }

  private static NumberInterval at(Instant instant) {
    return new NumberInterval(instant.toEpochMilli(), instant.toEpochMilli());
  }

  private static NumberInterval between(LocalDate start, LocalDate end) {
    return new NumberInterval(millis(start), millis(end) - 1);
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
  }
}
