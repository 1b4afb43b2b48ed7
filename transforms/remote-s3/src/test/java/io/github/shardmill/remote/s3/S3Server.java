package io.github.shardmill.remote.s3;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * An S3 server for tests, empty at first, on a free port of this machine. Any number of processes
 * may use it; it ends with this one, also if that is killed. Thread-safe.
 *
 * <p>It is Adobe's S3Mock in a process of its own, behind a relay that makes up for what that one
 * lacks. It looks whether a file is there and then writes it, with other requests in between, and a
 * file that is replaced may be seen half written: so the relay lets each change wait for the others
 * and for who reads, and {@code If-None-Match} is as atomic as Amazon promises. And it forgets the
 * file that is there when an upload to the same key is aborted: so the relay keeps that.
 */
public final class S3Server implements Closeable {
  private static final String REGION = "us-east-1";
  private static final String CREDENTIALS =
      "{\"@type\": \"StaticCredentialsProvider\", \"accessKeyId\": \"key\", \"secretAccessKey\":"
          + " \"secret\"}";

  private final S3MockProcess process;
  private final HttpRelay relay;

  private S3Server(S3MockProcess process) throws IOException {
    this.process = process;
    relay = new OneChangeAtATime(process.endpoint());
  }

  /** Starts a server, which takes some seconds. */
  public static S3Server start() throws IOException {
    S3MockProcess process = S3MockProcess.start();
    try {
      return new S3Server(process);
    } catch (IOException e) {
      process.close();
      throw e;
    }
  }

  /** Returns one server for all tests of this process, which nobody closes. */
  public static S3Server shared() {
    return Shared.SERVER;
  }

  /** Returns where it listens, as {@code --endpoint} wants it. */
  public URI endpoint() {
    return relay.endpoint();
  }

  /** Makes a bucket with a name that no other has. */
  public String newBucket() throws IOException {
    String bucket = "bucket-" + UUID.randomUUID();
    HttpRequest request =
        HttpRequest.newBuilder(endpoint().resolve("/" + bucket))
            .PUT(HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      int status =
          HttpClient.newHttpClient()
              .send(request, HttpResponse.BodyHandlers.discarding())
              .statusCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new IOException("no bucket: " + status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
    return bucket;
  }

  /** Returns the arguments by which a pipeline, or the command line, reaches this server. */
  public List<String> options() {
    return options(endpoint());
  }

  static List<String> options(URI endpoint) {
    return List.of(
        "--awsRegion=" + REGION,
        "--endpoint=" + endpoint,
        "--awsCredentialsProvider=" + CREDENTIALS);
  }

  @Override
  public void close() throws IOException {
    relay.close();
    process.close();
  }

  private static final class Shared {
    static final S3Server SERVER = startForAll();

    private static S3Server startForAll() {
      try {
        return start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Changes wait for each other; what only reads, or sends a part that nobody sees, does not. */
  private static final class OneChangeAtATime extends HttpRelay {
    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    OneChangeAtATime(URI target) throws IOException {
      super(target);
    }

    @Override
    void handle(HttpExchange exchange) throws IOException {
      try (Body body = Body.of(exchange.body());
          Answer answer = forwardInTurn(exchange, body)) {
        answer(exchange, answer);
      }
    }

    private Answer forwardInTurn(HttpExchange exchange, Body body) throws IOException {
      Lock turn = changes(exchange) ? lock.writeLock() : lock.readLock();
      turn.lock();
      try {
        return aborts(exchange) ? forwardAbort(exchange, body) : forward(exchange, body);
      } finally {
        turn.unlock();
      }
    }

    private static boolean aborts(HttpExchange exchange) {
      return exchange.method().equals("DELETE") && exchange.target().contains("uploadId=");
    }

    /** Keeps a copy of the file that is there as long as the abort takes. */
    private Answer forwardAbort(HttpExchange exchange, Body body) throws IOException {
      String path = exchange.target().replaceFirst("\\?.*", "");
      String kept = path.substring(0, path.indexOf('/', 1)) + "/.kept-" + UUID.randomUUID();
      boolean isThere = copy(path, kept);
      Answer answer = forward(exchange, body);
      if (isThere) {
        copy(kept, path);
        ask("DELETE", kept, Map.of());
      }
      return answer;
    }

    private boolean copy(String from, String to) throws IOException {
      int status = ask("PUT", to, Map.of("x-amz-copy-source", from));
      if (status != HttpURLConnection.HTTP_OK && status != HttpURLConnection.HTTP_NOT_FOUND) {
        throw new IOException("copied with status " + status + ": " + from + " to " + to);
      }
      return status == HttpURLConnection.HTTP_OK;
    }

    private static boolean changes(HttpExchange exchange) {
      return switch (exchange.method()) {
        case "GET", "HEAD" -> false;
        case "PUT" -> !exchange.target().contains("partNumber=");
        default -> true;
      };
    }
  }
}
