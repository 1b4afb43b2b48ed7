package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.LogicalDigest;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DigestSumTest {
  @Test
  void sumsAsLogicalDigestsDo() {
    Random random = new Random(7);
    DigestSum sum = new DigestSum();
    LogicalDigest expected = LogicalDigest.ZERO;
    for (int i = 0; i < 1_000; i++) {
      byte[] digest = new byte[32];
      random.nextBytes(digest);
      sum.add(digest, 0);
      expected = expected.plus(LogicalDigest.ofDocument(digest));
    }
    assertThat(sum.toDigest(), is(expected));
  }

  @Test
  void carriesRunThroughAllLimbs() {
    byte[] highest = new byte[32];
    Arrays.fill(highest, (byte) 0xff);
    byte[] one = new byte[33];
    one[32] = 1;
    DigestSum sum = new DigestSum();
    sum.add(highest, 0);
    sum.add(one, 1);
    assertThat(sum.toDigest(), is(LogicalDigest.ZERO));
  }
}
