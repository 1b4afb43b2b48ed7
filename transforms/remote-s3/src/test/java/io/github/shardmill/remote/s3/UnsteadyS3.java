package io.github.shardmill.remote.s3;

import io.github.shardmill.remote.UnsteadyServer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A server with too much to do: it refuses some requests and takes its time for others. */
public final class UnsteadyS3 implements UnsteadyServer {
  private final AtomicLong requests = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final HttpRelay relay;
  private final int every;

  /**
   * Stands in front of a server.
   *
   * @param every of so many requests one is refused, and the next one is slow
   */
  public UnsteadyS3(S3Server server, int every) throws IOException {
    this.every = every;
    this.relay =
        new HttpRelay(server.endpoint()) {
          @Override
          void handle(HttpExchange exchange) throws IOException {
            pass(exchange);
          }
        };
  }

  private void pass(HttpExchange exchange) throws IOException {
    long number = requests.incrementAndGet() % every;
    try (HttpRelay.Body body = HttpRelay.Body.of(exchange.body())) {
      if (number == 0) {
        refused.incrementAndGet();
        HttpRelay.answer(exchange, HttpRelay.Answer.of(HttpURLConnection.HTTP_UNAVAILABLE, ""));
        return;
      }
      if (number == 1) {
        UnsteadyServer.beSlow();
      }
      try (HttpRelay.Answer answer = relay.forward(exchange, body)) {
        HttpRelay.answer(exchange, answer);
      }
    }
  }

  @Override
  public List<String> options() {
    return S3Server.options(relay.endpoint());
  }

  /** Returns how many requests were refused. */
  @Override
  public long failed() {
    return refused.get();
  }

  @Override
  public void close() throws IOException {
    relay.close();
  }
}
