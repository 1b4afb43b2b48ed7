package io.github.shardmill.remote.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The way to a server on which things happen to requests, as tests say beforehand. Thread-safe.
 *
 * <p>A request is told by a pattern that is found in its first line, as in {@code PUT
 * /bucket/key?partNumber=1}.
 */
public final class FaultyRelay extends HttpRelay {
  /** So many times that it never ends. */
  public static final int ALWAYS = Integer.MAX_VALUE;

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Listens, and hands on what comes to another server.
   *
   * @param target without a path
   */
  public FaultyRelay(URI target) throws IOException {
    super(target);
  }

  /** What happens to a request. */
  @FunctionalInterface
  public interface Fault {
    /** Answers, or fails: then the connection is lost. */
    void happen(HttpExchange exchange) throws IOException;
  }

  private record Rule(Pattern request, AtomicInteger left, Fault fault) {}

  /** A request that came by. */
  public record Seen(String line, Map<String, List<String>> headers) {
    /** Returns the first value of a header, or null. */
    public String header(String name) {
      List<String> values = headers.get(name);
      return values == null ? null : values.get(0);
    }
  }

  /** Lets a fault happen to the next requests of a kind, so many times. */
  public void on(String request, int times, Fault fault) {
    rules.add(new Rule(Pattern.compile(request), new AtomicInteger(times), fault));
  }

  /** Lets nothing happen any more. */
  public void heal() {
    rules.clear();
  }

  /** Returns the requests of a kind that came by. */
  public List<Seen> seen(String request) {
    Pattern pattern = Pattern.compile(request);
    return seen.stream().filter(one -> pattern.matcher(one.line()).find()).toList();
  }

  /** The server says something of its own accord. */
  public Fault says(int status, String xml) {
    return exchange -> {
      Body.of(exchange.body()).close();
      answer(exchange, Answer.of(status, exchange.method().equals("HEAD") ? "" : xml));
    };
  }

  /** The server refuses. */
  public Fault refuses(int status, String code) {
    return says(status, "<Error><Code>" + code + "</Code><Message>so it is</Message></Error>");
  }

  /** The connection is lost after some bytes of the request's body. */
  public Fault cutsRequest(int bytes) {
    return exchange -> {
      if (exchange.body().readNBytes(bytes).length == bytes) {
        throw new IOException("cut");
      }
      throw new IOException("cut, and the body has only few bytes");
    };
  }

  /** The server does what it is asked for, and the connection is lost before it answers. */
  public Fault losesAnswer() {
    return losesAnswer(() -> {});
  }

  /** As {@link #losesAnswer()}, and then something else happens before anybody notices. */
  public Fault losesAnswer(Happening meanwhile) {
    return exchange -> {
      try (Body body = Body.of(exchange.body())) {
        forward(exchange, body).close();
      }
      meanwhile.run();
      throw new IOException("cut");
    };
  }

  /** The connection is lost after some bytes of the answer's body. */
  public Fault cutsAnswer(int bytes) {
    return exchange -> {
      try (Body body = Body.of(exchange.body());
          Answer answer = forward(exchange, body);
          InputStream in = answer.body().open()) {
        OutputStream out = begin(exchange, answer);
        out.write(in.readNBytes(bytes));
        out.flush();
        throw new IOException("cut");
      }
    };
  }

  /** One bit of the request is another one when it comes to the server. */
  public Fault changesRequest() {
    return exchange -> {
      try (Answer answer = forward(exchange, changed(exchange.body()))) {
        answer(exchange, answer);
      }
    };
  }

  /** One bit of the answer is another one when it comes back. */
  public Fault changesAnswer() {
    return exchange -> {
      try (Body body = Body.of(exchange.body());
          Answer answer = forward(exchange, body);
          InputStream in = answer.body().open()) {
        answer(exchange, new Answer(answer.status(), answer.headers(), changed(in)));
      }
    };
  }

  /** The server knows nothing of a header. */
  public Fault ignores(String header) {
    return exchange -> {
      try (Body body = Body.of(exchange.body());
          Answer answer = forward(exchange, body, header)) {
        answer(exchange, answer);
      }
    };
  }

  /** The server does not answer as long as this is open. */
  public Fault hangs() {
    return exchange -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw new IOException("nobody waits any more");
    };
  }

  /** What else happens. */
  @FunctionalInterface
  public interface Happening {
    /** Does it. */
    void run() throws IOException;
  }

  /** Changes a zero or a w: neither is in what is sent around the content, as are signatures. */
  private static Body changed(InputStream in) throws IOException {
    byte[] bytes = in.readAllBytes();
    for (int i = bytes.length - 1; i >= 0; i--) {
      if (bytes[i] == 0 || bytes[i] == 'w') {
        bytes[i] ^= 1;
        return new Body(bytes, null, bytes.length);
      }
    }
    throw new IOException("no zero and no w to change");
  }

  @Override
  void handle(HttpExchange exchange) throws IOException {
    String line = exchange.method() + " " + exchange.target();
    seen.add(new Seen(line, exchange.headers()));
    for (Rule rule : rules) {
      if (rule.request().matcher(line).find() && rule.left().getAndDecrement() > 0) {
        rule.fault().happen(exchange);
        return;
      }
    }
    handOn(exchange);
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (Body body = Body.of(exchange.body());
        Answer answer = forward(exchange, body)) {
      answer(exchange, answer);
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    super.close();
  }
}
