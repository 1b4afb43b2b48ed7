package io.github.shardmill.remote.s3;

import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Hands HTTP requests on to a server, each when it has come as a whole, and the answers back. What
 * happens on the way, a subclass says. Thread-safe.
 */
public abstract class HttpRelay implements Closeable {
  /** What each connection has its own of, or the client sets by itself. */
  private static final Set<String> NOT_HANDED_ON =
      Set.of("connection", "content-length", "expect", "host", "transfer-encoding", "upgrade");

  private static final String LENGTH = "content-length";

  /** Larger bodies wait in a file. */
  private static final int IN_MEMORY_BYTES = 1 << 20;

  private static final int BACKLOG = 100;

  private final URI target;
  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          run -> {
            Thread thread = new Thread(run, "http-relay");
            thread.setDaemon(true);
            return thread;
          });
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpRelay(URI target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  /** An answer of the server, which has come as a whole. */
  record Answer(int status, Map<String, List<String>> headers, Body body) implements Closeable {
    /** Returns an answer that no server gave. */
    static Answer of(int status, String body) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      return new Answer(status, Map.of(), new Body(bytes, null, bytes.length));
    }

    @Override
    public void close() throws IOException {
      body.close();
    }
  }

  /** A body that has come as a whole: in memory, or in a file, which is deleted on closing. */
  record Body(byte[] bytes, Path file, long length) implements Closeable {
    static Body of(InputStream in) throws IOException {
      byte[] begin = in.readNBytes(IN_MEMORY_BYTES);
      if (begin.length < IN_MEMORY_BYTES) {
        return new Body(begin, null, begin.length);
      }
      Path file = Files.createTempFile("http-relay", ".body");
      try (OutputStream out = Files.newOutputStream(file)) {
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
  public final URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Does what is to be done with a request. The connection is lost where it fails. */
  abstract void handle(HttpExchange exchange) throws IOException;

  private void listen() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed: nobody is listened to any more
      connections.forEach(HttpRelay::hangUp);
    }
  }

  private void serve(Socket connection) {
    try {
      HttpExchange.serve(connection, this::handle);
    } catch (IOException e) {
      // the client ended, or a handler wants the connection to be lost: both are what is meant
    } finally {
      connections.remove(connection);
      hangUp(connection);
    }
  }

  private static void hangUp(Socket connection) {
    try {
      connection.close();
    } catch (IOException e) {
      throw new AssertionError("a socket does not close", e);
    }
  }

  /** Hands a request on and waits for the whole answer. */
  final Answer forward(HttpExchange exchange, Body body) throws IOException {
    return forward(exchange, body, "");
  }

  /** Hands a request on without one of its headers. */
  final Answer forward(HttpExchange exchange, Body body, String without) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(target + exchange.target()))
            .method(exchange.method(), publisher(body));
    exchange
        .headers()
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
        return new Answer(response.statusCode(), response.headers().map(), Body.of(in));
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
    try (InputStream in = answer.body().open()) {
      in.transferTo(begin(exchange, answer));
    }
  }

  /** Gives back the head of an answer, and returns where its body goes. */
  static OutputStream begin(HttpExchange exchange, Answer answer) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(answer.headers());
    List<String> length = headers.get(LENGTH);
    headers.keySet().removeIf(name -> NOT_HANDED_ON.contains(name.toLowerCase(Locale.ROOT)));
    boolean noBody = exchange.method().equals("HEAD");
    headers.put(LENGTH, noBody && length != null ? length : List.of("" + answer.body().length()));
    return exchange.answer(answer.status(), headers);
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
