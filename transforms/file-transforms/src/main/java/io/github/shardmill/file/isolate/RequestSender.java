package io.github.shardmill.file.isolate;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Sends one request to a child, as far as the child takes it: why it does not, its end tells.
 *
 * <p>What fits into one chunk is sent by the calling thread, the rest of a longer body by a thread
 * of its own: a child that sends notes before it has read everything waits for who reads them.
 */
final class RequestSender {
  private final DataOutputStream requests;
  private final InputStream body;
  private final ChildWatch watch;
  private final Runnable kill;
  private final byte[] chunk;
  private Thread thread;
  private volatile IOException unreadable;

  /**
   * Prepares.
   *
   * @param chunk nobody else's until {@link #await} has returned
   * @param kill ends the child where the body cannot be read: it waits for bytes that never come
   */
  RequestSender(
      DataOutputStream requests, InputStream body, byte[] chunk, ChildWatch watch, Runnable kill) {
    this.requests = requests;
    this.body = body;
    this.chunk = chunk;
    this.watch = watch;
    this.kill = kill;
  }

  /**
   * Begins to send; {@link #await} has to follow.
   *
   * @throws IOException if the body cannot be read
   */
  void begin(byte[] header) throws IOException {
    try {
      Frame.write(requests, Frame.REQUEST, header);
    } catch (IOException gone) {
      return;
    }
    if (sendChunk()) {
      thread = new Thread(this::sendRest, "send-to-child");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Waits until nobody reads the body any more, which is soon where the child is no more.
   *
   * @throws IOException if it could not be read
   */
  void await() throws IOException {
    boolean interrupted = false;
    while (thread != null) {
      try {
        thread.join();
        thread = null;
      } catch (InterruptedException cancelled) {
        interrupted = true;
        thread.interrupt();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (unreadable != null) {
      throw unreadable;
    }
  }

  private void sendRest() {
    try {
      boolean more = true;
      while (more) {
        more = sendChunk();
      }
    } catch (IOException known) {
      // Whoever waits is told.
    }
  }

  /** Returns whether there may be more to send, and somebody who takes it. */
  private boolean sendChunk() throws IOException {
    int read = read();
    boolean isLast = read < chunk.length;
    try {
      if (read > 0) {
        Frame.write(requests, Frame.BODY, chunk, read);
      }
      if (isLast) {
        Frame.write(requests, Frame.BODY, chunk, 0);
        requests.flush();
      }
    } catch (IOException gone) {
      return false;
    }
    watch.took(read);
    return !isLast;
  }

  /** Fills the chunk as far as it goes: less only at the end. */
  private int read() throws IOException {
    watch.waitsForParent(true);
    try {
      return body.readNBytes(chunk, 0, chunk.length);
    } catch (IOException | RuntimeException failed) {
      unreadable = failed instanceof IOException known ? known : new IOException(failed);
      kill.run();
      throw unreadable;
    } finally {
      watch.waitsForParent(false);
    }
  }
}
