package io.github.shardmill.samples.generate;

import java.util.SplittableRandom;

/** Draws ranks as Zipf found them: the first nearly twice as often as the second. */
final class Zipf {
  private Zipf() {}

  /** Returns a rank from 0 to {@code size - 1}, in proportion to 1 / (rank + 1) or nearly so. */
  static int rank(SplittableRandom random, int size) {
    return (int) StrictMath.pow(size + 1, random.nextDouble()) - 1;
  }
}
