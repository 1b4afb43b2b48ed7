package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void oddCountHasAMiddle() {
    Spread spread = new Spread(List.of(3.0, 1.0, 10.0));

    assertThat(spread.median(), equalTo(3.0));
    assertThat(spread.min(), equalTo(1.0));
    assertThat(spread.max(), equalTo(10.0));
  }

  @Test
  void evenCountHasTwo() {
    assertThat(new Spread(List.of(4.0, 1.0, 2.0, 9.0)).median(), equalTo(3.0));
  }
}
