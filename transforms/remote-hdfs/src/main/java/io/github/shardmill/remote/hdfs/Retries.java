package io.github.shardmill.remote.hdfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does again what failed for a reason that may pass, with growing pauses. Thread-safe; closing it
 * ends all pauses.
 */
final class Retries implements Closeable {
  /** How long after its first failure a call is tried again. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 8_000;

  /** A call of which one try takes longer than the patience is tried again all the same. */
  static final int LEAST_TRIES = 3;

  private final long patienceNanos;
  private final CountDownLatch closed = new CountDownLatch(1);

  Retries(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /** What is done until it works. */
  @FunctionalInterface
  interface Call<T> {
    /**
     * Tries once.
     *
     * @param again whether it was tried before; then it may have been done, with the answer lost
     */
    T run(boolean again) throws IOException;
  }

  /**
   * Does it.
   *
   * @param location what messages begin with
   * @throws IOException in the JDK's words, if it fails for a reason that lasts, or too long
   */
  <T> T run(String location, Call<T> call) throws IOException {
    long giveUp = 0;
    for (int tries = 0; ; tries++) {
      try {
        return call.run(tries > 0);
      } catch (IOException e) {
        IOException failure = Failures.unwrapped(e);
        long now = System.nanoTime();
        giveUp = tries == 0 ? now + patienceNanos : giveUp;
        boolean patient = tries + 1 < LEAST_TRIES || now < giveUp;
        if (!patient || !Failures.mayPass(failure)) {
          throw Failures.translated(failure, location);
        }
        LOG.info("{}: trying again after: {}", location, Failures.firstLine(failure));
        pause(tries, location, failure);
      }
    }
  }

  private void pause(int tries, String location, IOException failure) throws IOException {
    long longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 16));
    // not all workers at the same moment
    long millis = ThreadLocalRandom.current().nextLong(longest / 2, longest + 1);
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        throw Failures.translated(failure, location);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException(location + ": interrupted after: " + failure.getMessage());
      interrupted.initCause(failure);
      throw interrupted;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
