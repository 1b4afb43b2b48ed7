package io.github.shardmill.file.extract;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts the abandoned threads of this process that are still alive. */
final class AbandonedThreads {
  /** The count that all lanes of a process share. */
  static final AbandonedThreads OF_THIS_PROCESS = new AbandonedThreads();

  private final AtomicInteger alive = new AtomicInteger();

  /** Adds a thread, and returns how many are alive with it. */
  int add() {
    return alive.incrementAndGet();
  }

  /** Takes a thread out that has ended after all. */
  void remove() {
    alive.decrementAndGet();
  }

  /** Returns how many are alive. */
  int alive() {
    return alive.get();
  }
}
