package io.github.shardmill.index.read;

import io.github.shardmill.index.read.DiffReport.Change;
import io.github.shardmill.index.read.DiffReport.Document;
import io.github.shardmill.index.read.DiffReport.Group;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up documents that differ, as they come. Not thread-safe. */
final class DiffSums {
  /** Further groups of a grouping are summed up as one. */
  private static final int MAX_GROUPS = 10_000;

  private final List<IndexDiff.Grouping> groupings;
  private final int limit;
  private final Map<Change, Long> counts = new EnumMap<>(Change.class);
  private final Map<Change, List<Document>> listed = new EnumMap<>(Change.class);
  private final List<Map<String, Map<Change, Long>>> groups = new ArrayList<>();

  DiffSums(List<IndexDiff.Grouping> groupings, int limit) {
    this.groupings = groupings;
    this.limit = limit;
    groupings.forEach(grouping -> groups.add(new HashMap<>()));
    for (Change change : Change.values()) {
      counts.put(change, 0L);
      listed.put(change, new ArrayList<>());
    }
  }

  long count(Change change) {
    return counts.get(change);
  }

  /** Adds a document, with the name of its group in each grouping. */
  void add(Change change, List<String> names, Document document) {
    counts.merge(change, 1L, Long::sum);
    if (listed.get(change).size() < limit) {
      listed.get(change).add(document);
    }
    for (int i = 0; i < names.size(); i++) {
      Map<String, Map<Change, Long>> sums = groups.get(i);
      String name = names.get(i);
      if (!sums.containsKey(name) && sums.size() >= MAX_GROUPS) {
        name = DiffReport.OTHER;
      }
      sums.computeIfAbsent(name, n -> new EnumMap<>(Change.class)).merge(change, 1L, Long::sum);
    }
  }

  DiffReport report(DiffReport.Side before, DiffReport.Side after) {
    Map<String, List<Group>> named = new LinkedHashMap<>();
    for (int i = 0; i < groupings.size(); i++) {
      named.put(groupings.get(i).name(), sorted(groups.get(i)));
    }
    long unchanged = after.documents() - count(Change.ADDED) - count(Change.CHANGED);
    return new DiffReport(
        before,
        after,
        count(Change.ADDED),
        count(Change.REMOVED),
        count(Change.CHANGED),
        unchanged,
        named,
        new DiffReport.Listed(
            listed.get(Change.ADDED), listed.get(Change.REMOVED), listed.get(Change.CHANGED)));
  }

  /** The largest first. */
  private static List<Group> sorted(Map<String, Map<Change, Long>> sums) {
    List<Group> sorted = new ArrayList<>();
    sums.forEach(
        (name, sum) ->
            sorted.add(
                new Group(
                    name,
                    sum.getOrDefault(Change.ADDED, 0L),
                    sum.getOrDefault(Change.REMOVED, 0L),
                    sum.getOrDefault(Change.CHANGED, 0L))));
    sorted.sort(Comparator.comparingLong(Group::total).reversed().thenComparing(Group::name));
    return sorted;
  }
}
