package io.github.shardmill.pipeline;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many items were handed over in this process before the file that holds them was done. A
 * runner of this process shows what a step counts when it is done with an element, and one large
 * container may be an element for minutes. For a person's eye: what is tried again counts again.
 * Thread-safe.
 */
final class EarlyItems {
  /** The most runs that are remembered; of more only the last one. */
  private static final int MAX_RUNS = 1_000;

  private static final Map<String, LongAdder> BY_RUN = new ConcurrentHashMap<>();

  private EarlyItems() {}

  /** Counts items of a run. */
  static void add(String runId, long items) {
    BY_RUN.computeIfAbsent(runId, run -> new LongAdder()).add(items);
    if (BY_RUN.size() > MAX_RUNS) {
      BY_RUN.keySet().retainAll(Set.of(runId));
    }
  }

  /** Returns how many there are of a run. */
  static long of(String runId) {
    LongAdder items = BY_RUN.get(runId);
    return items == null ? 0 : items.sum();
  }
}
