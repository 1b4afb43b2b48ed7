package io.github.shardmill.cli.view;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999999, 1.0 MB",
    "1600000000, 1.6 GB",
    "9223372036854775807, 9.2 EB",
  })
  void sizesHaveThreeDigitsAndAUnit(long bytes, String text) {
    assertThat(Quantity.bytes(bytes), is(text));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0.0 s",
    "440, 0.4 s",
    "59949, 59.9 s",
    "59950, 1 min 00 s",
    "125000, 2 min 05 s",
    "12000000, 3 h 20 min",
  })
  void timesGetCoarserAsTheyGrow(long millis, String text) {
    assertThat(Quantity.duration(Duration.ofMillis(millis)), is(text));
  }

  @Test
  void countsAreGroupedAndHaveTheirNoun() {
    assertThat(Quantity.count(1_234_567), is("1,234,567"));
    assertThat(Quantity.count(1, "file"), is("1 file"));
    assertThat(Quantity.count(0, "file"), is("0 files"));
  }

  @Test
  void momentsAreUtc() {
    assertThat(Quantity.utc(0), is("1970-01-01 00:00:00Z"));
  }
}
