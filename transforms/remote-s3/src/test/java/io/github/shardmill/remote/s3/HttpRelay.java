package io.github.shardmill.remote.s3;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hands HTTP requests on to a server, each when it has come as a whole, and the answers back. What
 * happens on the way, a subclass says. Thread-safe.
 */
abstract class HttpRelay implements Closeable {
  /** What each connection has its own of, or the client sets by itself. */
  private static final Set<String> NOT_HANDED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  /** Larger bodies wait in a file. */
  private static final long IN_MEMORY_BYTES = 1 << 20;

  static {
    // without it each answer waits 40 ms for the next packet
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final URI target;
  private final HttpServer server;
  private final ExecutorService threads;
  private final HttpClient client;

  HttpRelay(URI target) throws IOException {
    this.target = target;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads =
        Executors.newCachedThreadPool(
            run -> {
              Thread thread = new Thread(run, "http-relay");
              thread.setDaemon(true);
              return thread;
            });
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    server.setExecutor(threads);
    server.createContext("/", this::relay);
    server.start();
  }

  /** An answer of the server, which has come as a whole. */
  record Answer(int status, HttpHeaders headers, Body body) implements Closeable {
    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** A body that has come as a whole: in memory, or in a file, which is deleted on closing. */
  record Body(byte[] bytes, Path file, long length) implements Closeable {
    static Body of(InputStream in) throws IOException {
      byte[] begin = in.readNBytes((int) IN_MEMORY_BYTES);
      if (begin.length < IN_MEMORY_BYTES) {
        return new Body(begin, null, begin.length);
      }
      Path file = Files.createTempFile("http-relay", ".body");
      try (var out = Files.newOutputStream(file)) {
        out.write(begin);
        long length = begin.length + in.transferTo(out);
        return new Body(null, file, length);
      } catch (IOException e) {
        Files.delete(file);
        throw e;
      }
    }

    InputStream open() throws IOException {
      return file == null ? new ByteArrayInputStream(bytes) : Files.newInputStream(file);
    }

    @Override
    public void close() throws IOException {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    }
  }

  /** Returns where this listens. */
  final URI endpoint() {
    return URI.create(
        "http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
  }

  /** Does what is to be done with a request. The connection is lost where it fails. */
  abstract void handle(HttpExchange exchange) throws IOException;

  private void relay(HttpExchange exchange) {
    try (exchange) {
      handle(exchange);
    } catch (IOException | RuntimeException e) {
      // the connection is closed without an answer, or in the middle of one: both are what is meant
      exchange.close();
    }
  }

  /** Hands a request on and waits for the whole answer. */
  final Answer forward(HttpExchange exchange, Body body) throws IOException {
    return forward(exchange, body, "");
  }

  /** Hands a request on without one of its headers. */
  final Answer forward(HttpExchange exchange, Body body, String without) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), publisher(body));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT))
                  && !name.equalsIgnoreCase(without)) {
                values.forEach(value -> request.header(name, value));
              }
            });
    return send(request.build());
  }

  /** Asks the server for something that nobody asked this for; returns the status. */
  final int ask(String method, String path, Map<String, String> headers) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    headers.forEach(request::header);
    try (Answer answer = send(request.build())) {
      return answer.status();
    }
  }

  private Answer send(HttpRequest request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          client.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        return new Answer(response.statusCode(), response.headers(), Body.of(in));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }

  private static HttpRequest.BodyPublisher publisher(Body body) throws IOException {
    if (body.length() == 0) {
      return HttpRequest.BodyPublishers.noBody();
    }
    return body.file() == null
        ? HttpRequest.BodyPublishers.ofByteArray(body.bytes())
        : HttpRequest.BodyPublishers.ofFile(body.file());
  }

  /** Gives an answer back. */
  static void answer(HttpExchange exchange, Answer answer) throws IOException {
    begin(exchange, answer);
    if (hasBody(exchange, answer)) {
      try (InputStream in = answer.body().open()) {
        in.transferTo(exchange.getResponseBody());
      }
    }
  }

  /** Gives back the head of an answer. */
  static void begin(HttpExchange exchange, Answer answer) throws IOException {
    for (Map.Entry<String, List<String>> header : answer.headers().map().entrySet()) {
      boolean length = header.getKey().equalsIgnoreCase("content-length");
      if (!NOT_HANDED_ON.contains(header.getKey().toLowerCase(Locale.ROOT))
          || (length && exchange.getRequestMethod().equals("HEAD"))) {
        exchange.getResponseHeaders().put(header.getKey(), header.getValue());
      }
    }
    exchange.sendResponseHeaders(
        answer.status(), hasBody(exchange, answer) ? answer.body().length() : -1);
  }

  private static boolean hasBody(HttpExchange exchange, Answer answer) {
    return answer.body().length() > 0 && !exchange.getRequestMethod().equals("HEAD");
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
