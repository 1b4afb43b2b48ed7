package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "4096, 4096",
    "12b, 12",
    "1KB, 1000",
    "1k, 1024",
    "1KiB, 1024",
    "10MB, 10000000",
    "64M, 67108864",
    "1.5 GiB, 1610612736",
    "2gb, 2000000000",
    "1T, 1099511627776",
    "0.5k, 512",
  })
  void unitsAreUnderstoodInAnyCase(String text, long bytes) {
    assertThat(ByteSize.parse(text).bytes(), is(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1", "1 2", "1XB", "1e3", "9999999TB", "1.MB"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> ByteSize.parse(text));
  }
}
