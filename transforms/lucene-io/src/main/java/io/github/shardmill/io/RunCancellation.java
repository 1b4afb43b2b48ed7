package io.github.shardmill.io;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells the steps of a run in this process to stop. Runners that execute in-process do not
 * interrupt running steps when a pipeline is cancelled; the steps ask here between documents and
 * before the commit. Thread-safe.
 */
public final class RunCancellation {
  private static final Set<String> CANCELLED = ConcurrentHashMap.newKeySet();

  private RunCancellation() {}

  /** Stops a run: it ends with an exception and publishes nothing, unless it has committed. */
  public static void cancel(String runId) {
    CANCELLED.add(runId);
  }

  /**
   * Returns whether a run is to stop: it was stopped here, or the runner interrupted the thread
   * that asks, as those do that run steps in other processes.
   */
  public static boolean isStopped(String runId) {
    return isCancelled(runId) || Thread.currentThread().isInterrupted();
  }

  /** Returns whether a run was stopped in this process. */
  public static boolean isCancelled(String runId) {
    return CANCELLED.contains(runId);
  }
}
