package io.github.shardmill.index;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that the steps of a run hand to the commit. The parts of a run add up, in any order.
 *
 * @param shards handles of all attempts that ended
 * @param tally counts that do not travel with a shard
 * @param records part files that do not belong to a shard
 * @param refusals why the run must not be committed, one line each
 */
public record RunParts(
    List<ShardHandle> shards, Tally tally, List<RecordsPart> records, List<String> refusals)
    implements Serializable {
  /** Copies the lists. */
  public RunParts {
    shards = List.copyOf(shards);
    records = List.copyOf(records);
    refusals = List.copyOf(refusals);
  }

  /** Returns the part that is one shard. */
  public static RunParts of(ShardHandle shard) {
    return new RunParts(List.of(shard), Tally.EMPTY, List.of(), List.of());
  }

  /** Returns a part that is counts, and records that other steps than those of a shard wrote. */
  public static RunParts of(Tally tally, List<RecordsPart> records) {
    return new RunParts(List.of(), tally, records, List.of());
  }

  /** Returns these parts with reasons against a commit. */
  public RunParts withRefusals(List<String> reasons) {
    return new RunParts(shards, tally, records, reasons);
  }

  /** Adds up. Two attempts at a shard name the same part files, each of which counts once. */
  public static RunParts sum(Iterable<RunParts> parts) {
    List<ShardHandle> shards = new ArrayList<>();
    Tally.Builder tally = new Tally.Builder();
    Set<RecordsPart> records = new LinkedHashSet<>();
    List<String> refusals = new ArrayList<>();
    for (RunParts part : parts) {
      shards.addAll(part.shards);
      tally.add(part.tally);
      records.addAll(part.records);
      refusals.addAll(part.refusals);
    }
    return new RunParts(shards, tally.build(), List.copyOf(records), refusals);
  }

  /** Returns one attempt for each shard, by number: the one with the lowest attempt id. */
  List<ShardHandle> winners() {
    Map<Integer, ShardHandle> lowest = new TreeMap<>();
    for (ShardHandle handle : shards) {
      lowest.merge(
          handle.shard(), handle, (a, b) -> a.attempt().compareTo(b.attempt()) <= 0 ? a : b);
    }
    return List.copyOf(lowest.values());
  }

  /** Returns why the winners are not all the shards of a plan, if they are not. */
  static Optional<String> missing(List<ShardHandle> winners, int shards) {
    List<Integer> missing = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      int wanted = shard;
      if (winners.stream().noneMatch(handle -> handle.shard() == wanted)) {
        missing.add(shard);
      }
    }
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("no index was built for shard " + missing + " of " + shards);
  }
}
