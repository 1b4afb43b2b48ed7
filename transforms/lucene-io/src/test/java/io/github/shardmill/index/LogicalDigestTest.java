package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogicalDigestTest {
  private static final String ONE = "0".repeat(63) + "1";
  private static final String HIGHEST = "f".repeat(64);

  @Test
  void addingAndTakingAwayAreInverse() {
    Random random = new Random(11);
    LogicalDigest sum = LogicalDigest.ZERO;
    for (int i = 0; i < 100; i++) {
      LogicalDigest one = random(random);
      LogicalDigest other = random(random);
      assertThat(one.plus(other).minus(other), equalTo(one));
      assertThat(one.minus(other).plus(other), equalTo(one));
      assertThat(one.plus(other), equalTo(other.plus(one)));
      assertThat(LogicalDigest.parse(one.toString()), equalTo(one));
      sum = sum.plus(one);
    }
    assertThat(sum.minus(sum), equalTo(LogicalDigest.ZERO));
  }

  @Test
  void sumIsModulo2To256() {
    LogicalDigest one = LogicalDigest.parse(ONE);
    LogicalDigest highest = LogicalDigest.parse(HIGHEST);
    assertThat(highest.plus(one), equalTo(LogicalDigest.ZERO));
    assertThat(LogicalDigest.ZERO.minus(one), equalTo(highest));
    assertThat(highest.plus(highest).toString(), is("f".repeat(63) + "e"));
  }

  @Test
  void hexHasItsLeadingZeros() {
    assertThat(LogicalDigest.ZERO.toString(), is("0".repeat(64)));
    assertThat(LogicalDigest.parse(ONE).toString(), is(ONE));
    assertThat(LogicalDigest.parse(HIGHEST).toString(), is(HIGHEST));
  }

  @Test
  void firstByteIsTheMostSignificant() {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) 0x80;
    bytes[31] = 1;
    assertThat(LogicalDigest.ofDocument(bytes).toString(), is("80" + "0".repeat(61) + "1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "00", "0", "not hex", "g"})
  void anythingElseIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> LogicalDigest.parse(text));
    assertThrows(
        IllegalArgumentException.class, () -> LogicalDigest.parse(HIGHEST + HIGHEST + text));
  }

  private static LogicalDigest random(Random random) {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return LogicalDigest.ofDocument(bytes);
  }
}
