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

  /** Returns whether a run was stopped. */
  public static boolean isCancelled(String runId) {
    return CANCELLED.contains(runId);
  }
}
