package io.github.shardmill.remote.gcs;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a server that has too much to do: it refuses some requests, loses the answers to others,
 * and takes its time for yet others. Thread-safe.
 */
public final class UnsteadyGcs extends GcsServer {
  private static final long SLOW_MILLIS = 300;
  private static final int BUSY = 503;

  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final int every;

  /**
   * Stands in front of a server.
   *
   * @param every of so many requests one is refused, the next one is slow, and the answer to the
   *     one after that is lost
   */
  public UnsteadyGcs(GcsServer server, int every) throws IOException {
    super(server.objects());
    this.every = every;
  }

  @Override
  public GcsCall.Answer answer(GcsCall call) throws IOException {
    long number = requests.incrementAndGet() % every;
    if (number == 0) {
      return GcsCall.Answer.error(BUSY, "too much to do");
    }
    if (number == 1) {
      beSlow();
    }
    GcsCall.Answer answer = super.answer(call);
    if (number == 2) {
      lost.incrementAndGet();
      throw new IOException("cut");
    }
    return answer;
  }

  /** Returns how many answers were lost. */
  public long lost() {
    return lost.get();
  }

  private static void beSlow() throws IOException {
    try {
      // nobody counts it down: this only waits
      if (new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
