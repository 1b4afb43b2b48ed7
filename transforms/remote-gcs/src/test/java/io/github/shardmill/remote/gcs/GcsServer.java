package io.github.shardmill.remote.gcs;

import io.github.shardmill.remote.gcs.GcsCall.Answer;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server for tests that speaks as Google Cloud Storage does, empty at first, on a free port of
 * this machine. It keeps files in memory, and ends with this process. Any number of processes may
 * use it. Thread-safe.
 */
public class GcsServer implements Closeable, HttpConnection.Handler {
  private static final int BACKLOG = 100;

  private final GcsObjects objects;
  private final GcsProtocol protocol;
  private final ServerSocket server;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          run -> {
            Thread thread = new Thread(run, "gcs-server");
            thread.setDaemon(true);
            return thread;
          });

  GcsServer(GcsObjects objects) throws IOException {
    this.objects = objects;
    protocol = new GcsProtocol(objects);
    server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    threads.execute(this::listen);
  }

  /** Returns one server for all tests of this process, which nobody closes. */
  public static GcsServer shared() {
    return Shared.SERVER;
  }

  /** Returns where it listens, as {@code --gcsServer} wants it. */
  public final String url() {
    return "http://127.0.0.1:" + server.getLocalPort();
  }

  /** Makes a bucket with a name that no other has. */
  public final String newBucket() {
    return objects.newBucket();
  }

  /** Returns the arguments by which a pipeline, or the command line, reaches this server. */
  public final List<String> options() {
    return List.of("--gcsServer=" + url());
  }

  final GcsObjects objects() {
    return objects;
  }

  /**
   * Does what is to be done with a request.
   *
   * @throws IOException if the connection is to be lost
   */
  @Override
  public Answer answer(GcsCall call) throws IOException {
    return protocol.answer(call);
  }

  private void listen() {
    try {
      while (true) {
        Socket connection = server.accept();
        connections.add(connection);
        threads.execute(() -> serve(connection));
      }
    } catch (IOException e) {
      // closed: nobody is listened to any more
      connections.forEach(GcsServer::hangUp);
    }
  }

  private void serve(Socket connection) {
    try {
      HttpConnection.serve(connection, this);
    } catch (IOException e) {
      // the client ended, or the connection is to be lost: both are what is meant
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

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }

  private static final class Shared {
    static final GcsServer SERVER = start();

    private static GcsServer start() {
      try {
        return new GcsServer(new GcsObjects());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
