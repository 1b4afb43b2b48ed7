package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.UnsteadyServer;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A way to a server that has too much to do: it refuses some requests, loses the answers to others,
 * and takes its time for yet others. Thread-safe.
 */
public final class UnsteadyGcs extends GcsServer implements UnsteadyServer {
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
      UnsteadyServer.beSlow();
    }
    GcsCall.Answer answer = super.answer(call);
    if (number == 2) {
      lost.incrementAndGet();
      throw new IOException("cut");
    }
    return answer;
  }

  /** Returns how many answers were lost. */
  @Override
  public long failed() {
    return lost.get();
  }
}
