package io.github.shardmill.file.extract;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many threads of this process are extracting, so that one that finds nothing to do can help
 * another. Thread-safe.
 */
final class SpareLanes {
  /** Those of this process. */
  static final SpareLanes OF_THIS_PROCESS = new SpareLanes();

  /** Between two batches a thread is idle, too, for a moment. */
  private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private int busy;

  /** Counts a thread that begins to extract; {@link #end} has to follow. */
  void begin() {
    lock.lock();
    try {
      busy++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until fewer threads than these have been busy for a while, and begins then. */
  void awaitAndBegin(int most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = IDLE_NANOS;
      while (left > 0 || busy >= most) {
        if (busy < most) {
          left = changed.awaitNanos(left);
        } else {
          changed.await();
          left = IDLE_NANOS;
        }
      }
      busy++;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Counts a thread that has ended. */
  void end() {
    lock.lock();
    try {
      busy--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
