package io.github.shardmill.remote.gcs;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import org.junit.jupiter.api.Test;

final class PausesTest {
  @Test
  void pausesGrowUpToTheLongest() {
    long whole = 200;
    for (int failures = 1; failures < 100; failures++) {
      assertThat(
          Pauses.OF_A_MINUTE.millis(failures),
          allOf(greaterThanOrEqualTo(whole / 2), lessThanOrEqualTo(whole)));
      whole = Math.min(10_000, 2 * whole);
    }
  }
}
