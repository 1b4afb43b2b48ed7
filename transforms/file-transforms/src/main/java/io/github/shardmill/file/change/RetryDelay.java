package io.github.shardmill.file.change;

/**
 * How long a file that failed is left alone: not at all after its first failure, then a minute, and
 * twice as long after each further one, up to a day.
 */
final class RetryDelay {
  private static final long FIRST_MILLIS = 60_000;
  private static final long LONGEST_MILLIS = 24L * 60 * 60 * 1_000;
  private static final int MOST_DOUBLINGS = 11;

  private RetryDelay() {}

  /** Returns the delay after so many failures in a row, in milliseconds. */
  static long afterMillis(long attempts) {
    if (attempts <= 1) {
      return 0;
    }
    long doublings = Math.min(MOST_DOUBLINGS, attempts - 2);
    return Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
  }
}
