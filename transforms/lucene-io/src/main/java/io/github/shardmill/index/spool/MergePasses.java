package io.github.shardmill.index.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Brings regions down to a number that may be open together: as long as too many overlap, merges
 * each {@link RegionMerge#MAX_OPEN} neighbours into one. Not thread-safe.
 */
final class MergePasses {
  private final RegionFiles files;
  private final RegionWriter.Buffers buffers = new RegionWriter.Buffers();
  private long dropped;
  private long superseded;

  MergePasses(RegionFiles files) {
    this.files = files;
  }

  List<Region> reduce(List<Region> regions) throws IOException {
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(Region.BY_FIRST_KEY);
    while (mostOverlapping(sorted) > RegionMerge.MAX_OPEN) {
      List<Region> fewer = new ArrayList<>();
      for (int from = 0; from < sorted.size(); from += RegionMerge.MAX_OPEN) {
        int to = Math.min(sorted.size(), from + RegionMerge.MAX_OPEN);
        fewer.add(merge(sorted.subList(from, to)));
      }
      fewer.sort(Region.BY_FIRST_KEY);
      sorted = fewer;
    }
    return sorted;
  }

  long dropped() {
    return dropped;
  }

  long superseded() {
    return superseded;
  }

  private Region merge(List<Region> group) throws IOException {
    Path path = files.newPass();
    try (FileChannel channel =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        RegionMerge merge = new RegionMerge(files, group)) {
      RegionWriter writer = new RegionWriter(channel, buffers);
      for (SpooledMutation next = merge.next(); next != null; next = merge.next()) {
        writer.append(next.bytes(), next.place());
      }
      dropped += merge.dropped();
      superseded += merge.superseded();
      return writer.finish(path.toString(), group.get(0).shard());
    }
  }

  private static int mostOverlapping(List<Region> sortedByFirstKey) {
    PriorityQueue<Region> open = new PriorityQueue<>(BY_LAST_KEY);
    int most = 0;
    for (Region region : sortedByFirstKey) {
      while (!open.isEmpty() && open.peek().endsBefore(region)) {
        open.poll();
      }
      open.add(region);
      most = Math.max(most, open.size());
    }
    return most;
  }

  private static final Comparator<Region> BY_LAST_KEY =
      (a, b) -> java.util.Arrays.compareUnsigned(a.lastKey(), b.lastKey());
}
