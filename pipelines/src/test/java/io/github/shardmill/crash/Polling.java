package io.github.shardmill.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process does, which no latch can tell. Stateless. */
final class Polling {
  private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final long DEADLINE_NANOS = TimeUnit.MINUTES.toNanos(3);

  private Polling() {}

  /** Returns when a condition holds; fails when it does not for minutes. */
  static void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE_NANOS) {
        throw new AssertionError("waited in vain for " + what);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
    }
  }

  /** Something done to files. */
  interface FileAction {
    void run() throws IOException;
  }

  /** Does something to files where no checked exception may be thrown. */
  static void run(FileAction action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
