package io.github.shardmill.io;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Does work that an interruption must not cut: a runner that cancels a task interrupts its thread,
 * and the JDK closes the file that an interrupted thread reads or writes, in the middle of a commit
 * too. So the work is done by a thread that nobody knows, which asks between its pieces whether to
 * stop, while the caller waits. Stateless.
 */
final class Uninterrupted {
  private Uninterrupted() {}

  /** Work that asks whether to stop. */
  @FunctionalInterface
  interface Work<T> {
    /**
     * Does it.
     *
     * @param interrupted says whether the thread that waits was interrupted
     */
    T call(BooleanSupplier interrupted) throws IOException;
  }

  /**
   * Does work and returns its result, or throws what it threw. The thread is interrupted afterwards
   * if it was in between.
   *
   * @param name of the thread that works
   */
  static <T> T call(String name, Work<T> work) throws IOException {
    AtomicBoolean interrupted = new AtomicBoolean();
    FutureTask<T> task = new FutureTask<>(() -> work.call(interrupted::get));
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    try {
      return await(task, interrupted);
    } finally {
      if (interrupted.get()) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> T await(FutureTask<T> task, AtomicBoolean interrupted) throws IOException {
    while (true) {
      try {
        return task.get();
      } catch (InterruptedException e) {
        interrupted.set(true);
      } catch (ExecutionException e) {
        throw thrown(e);
      }
    }
  }

  private static IOException thrown(ExecutionException failure) throws IOException {
    Throwable cause = failure.getCause();
    if (cause instanceof IOException io) {
      throw io;
    }
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    throw new UncheckedIOException(new IOException(cause));
  }
}
