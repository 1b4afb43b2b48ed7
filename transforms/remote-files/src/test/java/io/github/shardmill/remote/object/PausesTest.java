package io.github.shardmill.remote.object;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.InterruptedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PausesTest {
  @Test
  void pausesGrowToAMinuteInAll() {
    long least = 0;
    long most = 0;
    for (int failures = 1; failures < Pauses.OF_A_MINUTE.tries(); failures++) {
      for (int i = 0; i < 100; i++) {
        long longest = Math.min(10_000, 200L << (failures - 1));
        assertThat(
            Pauses.OF_A_MINUTE.millis(failures),
            is(allOf(greaterThan(longest / 2 - 1), lessThan(longest + 1))));
      }
      least += Math.min(10_000, 200L << (failures - 1)) / 2;
      most += Math.min(10_000, 200L << (failures - 1));
    }
    assertThat(least, is(greaterThan(30_000L)));
    assertThat(most, is(lessThan(80_000L)));
  }

  @Test
  void pauseStaysTheLongestAfterAnyNumberOfFailures() {
    assertThat(Pauses.OF_A_MINUTE.millis(1_000_000), is(lessThan(10_001L)));
    assertThat(Pauses.OF_A_MINUTE.millis(65), is(greaterThan(4_999L)));
  }

  @Test
  void interruptionEndsAPause() {
    Pauses pauses = new Pauses(2, Duration.ofHours(1), Duration.ofHours(1));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedIOException.class, () -> pauses.await(1));
    assertThat("and the thread stays interrupted", Thread.interrupted(), is(true));
  }
}
