package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemovalLimitTest {
  @ParameterizedTest
  @CsvSource({
    "20, 20, 19, true",
    "20, 20, 20, false",
    "20, 100, 20, true",
    "20, 100, 21, false",
    "20, 1000000, 200000, true",
    "20, 1000000, 200001, false",
    "0, 100, 19, true",
    "0, 100, 20, false",
    "0, 100, 0, true",
    "12.5, 200, 25, true",
    "12.5, 200, 26, false",
    "100, 100, 100, true",
  })
  void fewOrAShareMayGo(double percent, long known, long removed, boolean allowed) {
    Optional<String> why = new RemovalLimit(percent).whyNot("s", known, removed, false);
    assertThat(why.isEmpty(), is(allowed));
  }

  @Test
  void reasonSaysHowManyOfWhat() {
    assertThat(
        new RemovalLimit(12.5).whyNot("notes", 200, 26, false),
        is(
            Optional.of(
                "26 of the 200 files of source 'notes' are gone, more than 12.5 %; --max-removals 100 lets them go")));
  }

  @Test
  void lastFileOfASourceMayNotGo() {
    assertThat(
        RemovalLimit.DEFAULT.whyNot("notes", 1, 1, true).orElseThrow(),
        containsString("source 'notes' is empty, and the index holds 1 of its files"));
    assertThat(new RemovalLimit(100).whyNot("notes", 1, 1, true), is(Optional.empty()));
  }

  @Test
  void sourceThatNeverHadAFileIsNoReason() {
    assertThat(RemovalLimit.DEFAULT.whyNot("notes", 0, 0, true), is(Optional.empty()));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 100.1, Double.NaN})
  void otherPercentagesAreRefused(double percent) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new RemovalLimit(percent));
    assertThat(e.getMessage(), containsString("--max-removals is " + percent));
  }
}
