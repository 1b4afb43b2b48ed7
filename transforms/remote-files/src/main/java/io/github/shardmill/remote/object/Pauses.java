package io.github.shardmill.remote.object;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * How often something is tried, and how long the pauses in between are: each twice as long as the
 * one before, up to the longest, less a random part of up to a half.
 *
 * @param tries at most, the first one included
 * @param first how long the first pause is at most
 * @param longest how long any pause is at most
 */
public record Pauses(int tries, Duration first, Duration longest) {
  /** From half a minute to a minute and a quarter in all. */
  public static final Pauses OF_A_MINUTE =
      new Pauses(13, Duration.ofMillis(200), Duration.ofSeconds(10));

  /**
   * Waits before the next try.
   *
   * @param failures so far, one at least
   * @throws InterruptedIOException if the thread is interrupted, which it stays
   */
  public void await(int failures) throws InterruptedIOException {
    try {
      // nobody counts it down: this only waits
      if (new CountDownLatch(1).await(millis(failures), TimeUnit.MILLISECONDS)) {
        throw new AssertionError();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  /** Returns how long the pause after so many failures is, which is another one each time. */
  long millis(int failures) {
    long millis = longest.toMillis();
    // beyond 20 doublings it is the longest anyway
    if (failures <= 20) {
      millis = Math.min(millis, first.toMillis() << (failures - 1));
    }
    return millis - ThreadLocalRandom.current().nextLong(millis / 2 + 1);
  }

  /** Returns the exception of a thread that was told to end while it waited for a server. */
  public static InterruptedIOException interrupted(Exception cause) {
    InterruptedIOException interrupted = new InterruptedIOException("interrupted");
    interrupted.initCause(cause);
    return interrupted;
  }
}
