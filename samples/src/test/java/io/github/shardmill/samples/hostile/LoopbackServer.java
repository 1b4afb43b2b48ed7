package io.github.shardmill.samples.hostile;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts who connects to this machine, and answers nobody. */
final class LoopbackServer implements AutoCloseable {
  private static final int WAITING = 50;

  private final ServerSocket socket =
      new ServerSocket(0, WAITING, InetAddress.getLoopbackAddress());
  private final AtomicInteger connections = new AtomicInteger();

  LoopbackServer() throws IOException {
    Thread thread = new Thread(this::accept, "loopback-server");
    thread.setDaemon(true);
    thread.start();
  }

  String address() {
    return "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  /** Connects once, as a document would, and waits until that was counted. */
  void connect() throws IOException {
    int before = connections();
    try (Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort())) {
      while (client.isConnected() && connections() == before) {
        Thread.onSpinWait();
      }
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        connections.incrementAndGet();
      } catch (IOException closed) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
