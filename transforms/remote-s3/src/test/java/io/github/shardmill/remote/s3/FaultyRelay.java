package io.github.shardmill.remote.s3;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
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
final class FaultyRelay extends HttpRelay {
  static final int ALWAYS = Integer.MAX_VALUE;

  private final List<Rule> rules = new CopyOnWriteArrayList<>();
  private final List<Seen> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  FaultyRelay(URI target) throws IOException {
    super(target);
  }

  /** What happens to a request. */
  @FunctionalInterface
  interface Fault {
    void happen(HttpExchange exchange) throws IOException;
  }

  private record Rule(Pattern request, AtomicInteger left, Fault fault) {}

  /** A request that came by. */
  record Seen(String line, Headers headers) {}

  /** Lets a fault happen to the next requests of a kind, so many times. */
  void on(String request, int times, Fault fault) {
    rules.add(new Rule(Pattern.compile(request), new AtomicInteger(times), fault));
  }

  /** Lets nothing happen any more. */
  void heal() {
    rules.clear();
  }

  /** Returns the requests of a kind that came by. */
  List<Seen> seen(String request) {
    Pattern pattern = Pattern.compile(request);
    return seen.stream().filter(one -> pattern.matcher(one.line()).find()).toList();
  }

  /** The server says something of its own accord. */
  Fault says(int status, String xml) {
    return exchange -> {
      Body.of(exchange.getRequestBody()).close();
      byte[] body = xml.getBytes(StandardCharsets.UTF_8);
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    };
  }

  /** The server refuses. */
  Fault refuses(int status, String code) {
    return says(status, "<Error><Code>" + code + "</Code><Message>so it is</Message></Error>");
  }

  /** The connection is lost after some bytes of the request's body. */
  Fault cutsRequest(int bytes) {
    return exchange -> {
      if (exchange.getRequestBody().readNBytes(bytes).length == bytes) {
        throw new IOException("cut");
      }
      throw new IOException("cut, and the body has only few bytes");
    };
  }

  /** The server does what it is asked for, and the connection is lost before it answers. */
  Fault losesAnswer() {
    return losesAnswer(() -> {});
  }

  /** As {@link #losesAnswer()}, and then something else happens before anybody notices. */
  Fault losesAnswer(Happening meanwhile) {
    return exchange -> {
      try (Body body = Body.of(exchange.getRequestBody())) {
        forward(exchange, body).close();
      }
      meanwhile.run();
      throw new IOException("cut");
    };
  }

  /** The connection is lost after some bytes of the answer's body. */
  Fault cutsAnswer(int bytes) {
    return exchange -> {
      try (Body body = Body.of(exchange.getRequestBody());
          Answer answer = forward(exchange, body);
          InputStream in = answer.body().open()) {
        begin(exchange, answer);
        exchange.getResponseBody().write(in.readNBytes(bytes));
        exchange.getResponseBody().flush();
        throw new IOException("cut");
      }
    };
  }

  /** One bit of the request is another one when it comes to the server. */
  Fault changesRequest() {
    return exchange -> {
      try (Answer answer = forward(exchange, changed(exchange.getRequestBody()))) {
        answer(exchange, answer);
      }
    };
  }

  /** One bit of the answer is another one when it comes back. */
  Fault changesAnswer() {
    return exchange -> {
      try (Body body = Body.of(exchange.getRequestBody());
          Answer answer = forward(exchange, body);
          InputStream in = answer.body().open()) {
        answer(exchange, new Answer(answer.status(), answer.headers(), changed(in)));
      }
    };
  }

  /** The server knows nothing of a header. */
  Fault ignores(String header) {
    return exchange -> {
      try (Body body = Body.of(exchange.getRequestBody());
          Answer answer = forward(exchange, body, header)) {
        answer(exchange, answer);
      }
    };
  }

  /** The server does not answer as long as this is open. */
  Fault hangs() {
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
  interface Happening {
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
    String line =
        exchange.getRequestMethod().toUpperCase(Locale.ROOT) + " " + exchange.getRequestURI();
    Headers headers = new Headers();
    headers.putAll(exchange.getRequestHeaders());
    seen.add(new Seen(line, headers));
    for (Rule rule : rules) {
      if (rule.request().matcher(line).find() && rule.left().getAndDecrement() > 0) {
        rule.fault().happen(exchange);
        return;
      }
    }
    handOn(exchange);
  }

  private void handOn(HttpExchange exchange) throws IOException {
    try (Body body = Body.of(exchange.getRequestBody());
        Answer answer = forward(exchange, body)) {
      answer(exchange, answer);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    super.close();
  }
}
