package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.00 kB",
    "12345, 12.3 kB",
    "999499, 999 kB",
    "999500, 1.00 MB",
    "1530000000, 1.53 GB",
    "9007199254740992, 9.01 PB"
  })
  void bytesHaveThreeDigits(long bytes, String written) {
    assertThat(Quantity.bytes(bytes), is(written));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "999, 999 ms",
    "1000, 1.0 s",
    "12340, 12.3 s",
    "59949, 59.9 s",
    "59950, 1 min 00 s",
    "243000, 4 min 03 s",
    "3599600, 1 h 00 min",
    "7500000, 2 h 05 min"
  })
  void durationsFitTheirLength(long millis, String written) {
    assertThat(Quantity.duration(millis), is(written));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100, 0.0 %",
    "1, 100000, < 0.1 %",
    "1, 3, 33.3 %",
    "99999, 100000, > 99.9 %",
    "5, 5, 100.0 %",
    "1, 0, \u2013"
  })
  void sharesNeverRoundToNothingOrToAll(long part, long whole, String written) {
    assertThat(Quantity.share(part, whole), is(written));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.123, 0.12",
    "9.994, 9.99",
    "9.996, 10.0",
    "99.96, '100'",
    "1690.4, '1,690'"
  })
  void numbersHaveThreeDigitsThatCount(double number, String written) {
    assertThat(Quantity.threeDigits(number), is(written));
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "65, 1:05", "3599, 59:59", "7207, 2:00:07"})
  void positionsLookLikeAClock(long seconds, String written) {
    assertThat(Quantity.elapsed(seconds), is(written));
  }

  @Test
  void momentsAreInUtc() {
    assertThat(
        Quantity.moment(Instant.parse("2026-11-20T13:00:00.9Z")), is("2026-11-20 13:00:00 UTC"));
    assertThat(Quantity.timeOfDay(Instant.parse("2026-11-20T13:00:00.9Z")), is("13:00:00"));
  }
}
