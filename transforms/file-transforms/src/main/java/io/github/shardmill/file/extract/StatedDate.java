package io.github.shardmill.file.extract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads dates as documents state them. What has no time zone is UTC. */
final class StatedDate {
  private static final DateTimeFormatter DATE_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd['T'][' ']HH:mm[:ss][.SSS][XXX][XX]", Locale.ROOT);

  private StatedDate() {}

  /**
   * Returns milliseconds since 1970 UTC; empty for what is no date.
   *
   * @param stated may be null
   */
  static Optional<Long> millis(String stated) {
    if (stated == null) {
      return Optional.empty();
    }
    try {
      if (stated.length() == "yyyy-MM-dd".length()) {
        return Optional.of(
            LocalDate.parse(stated).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
      }
      TemporalAccessor time =
          DATE_AND_TIME.parseBest(stated, OffsetDateTime::from, LocalDateTime::from);
      Instant instant =
          time instanceof OffsetDateTime zoned
              ? zoned.toInstant()
              : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
      return Optional.of(instant.toEpochMilli());
    } catch (DateTimeException | ArithmeticException notADate) {
      return Optional.empty();
    }
  }
}
