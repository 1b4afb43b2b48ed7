package io.github.shardmill.index.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the groups of which most bytes could be saved; of those that are alike, those of more
 * documents, then those of lower values. Not thread-safe.
 */
final class LargestGroups {
  private static final Comparator<DuplicateGroup> LARGEST_FIRST =
      Comparator.comparingLong(DuplicateGroup::savableBytes)
          .thenComparingLong(DuplicateGroup::documents)
          .reversed()
          .thenComparing(DuplicateGroup::value);

  private final int limit;
  private final PriorityQueue<DuplicateGroup> smallestFirst =
      new PriorityQueue<>(LARGEST_FIRST.reversed());

  LargestGroups(int limit) {
    this.limit = limit;
  }

  /** Keeps a group if it is large enough. */
  void offer(DuplicateGroup group) {
    smallestFirst.add(group);
    if (smallestFirst.size() > limit) {
      smallestFirst.poll();
    }
  }

  /** Returns what was kept, the largest first. */
  List<DuplicateGroup> ranked() {
    List<DuplicateGroup> ranked = new ArrayList<>(smallestFirst);
    ranked.sort(LARGEST_FIRST);
    return ranked;
  }
}
