package io.github.shardmill.remote;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A server for tests that has too much to do: it fails some requests and takes its time for others.
 */
public interface UnsteadyServer extends Closeable {
  /** How long such a server takes for a request. */
  long SLOW_MILLIS = 300;

  /** Returns the arguments by which a pipeline, or the command line, reaches it. */
  List<String> options();

  /** Returns how many requests it did not answer, or refused. */
  long failed();

  /** Takes its time. */
  static void beSlow() throws InterruptedIOException {
    try {
      // nobody counts it down: this only waits
      if (new CountDownLatch(1).await(SLOW_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new AssertionError();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
