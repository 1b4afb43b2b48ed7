package io.github.shardmill.remote;

import java.util.Random;

/**
 * The seed of random input: of the system property {@code tests.seed}, or a new one; for all
 * modules.
 */
public final class TestSeed {
  private static final String PROPERTY = "tests.seed";
  private static final long VALUE = value();

  private TestSeed() {}

  private static long value() {
    String given = System.getProperty(PROPERTY, "");
    return given.isEmpty() ? System.nanoTime() : Long.parseUnsignedLong(given, 16);
  }

  /** Returns a source of random numbers that is the same in every call. */
  public static Random random() {
    return new Random(VALUE);
  }

  /** Returns the option that repeats this. */
  public static String option() {
    return "-D" + PROPERTY + "=" + Long.toHexString(VALUE);
  }
}
