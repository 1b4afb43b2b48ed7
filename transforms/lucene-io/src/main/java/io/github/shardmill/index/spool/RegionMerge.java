package io.github.shardmill.index.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.IOUtils;

/**
 * Merges regions of one shard into one sequence in key order. Not thread-safe.
 *
 * <p>A region is opened when the merge comes to its first key and closed behind its last, so only
 * overlapping regions are open together: neighbouring files end up in neighbouring regions, and a
 * merge of hundreds needs but a few. Where more than {@value #MAX_OPEN} overlap, they are first
 * merged into fewer, in passes, in the scratch directory.
 *
 * <p>Where a key has several mutations, the highest version wins, then the greatest SHA-256 of the
 * record: whoever runs it, in whatever order, comes to the same one. The others are counted. Parts
 * of families follow the mutation of their root, and those that it does not name are among them.
 */
public final class RegionMerge implements Closeable {
  /** How many regions are open at a time. */
  public static final int MAX_OPEN = 64;

  private final RegionFiles files;
  private final Deque<Region> waiting = new ArrayDeque<>();
  private final PriorityQueue<RegionReader> open =
      new PriorityQueue<>(
          (a, b) ->
              RegionWriter.compareKeys(
                  a.current().bytes(),
                  a.current().place(),
                  b.current().bytes(),
                  b.current().place()));
  private long merged;
  private long dropped;
  private long superseded;

  /**
   * Makes a merge of regions whose number open together is bounded by the caller; {@link
   * MergePasses} brings any list of regions there.
   */
  RegionMerge(RegionFiles files, List<Region> regions) {
    this.files = files;
    List<Region> sorted = new ArrayList<>(regions);
    sorted.sort(Region.BY_FIRST_KEY);
    waiting.addAll(sorted);
  }

  /**
   * Makes a merge of any regions of one shard.
   *
   * @param directory the spool directory
   * @param regions handles of the regions
   * @param scratch an existing directory on this machine, emptied by nobody
   */
  public static RegionMerge of(Path directory, List<Region> regions, Path scratch)
      throws IOException {
    RegionFiles files = new RegionFiles(directory, scratch);
    MergePasses passes = new MergePasses(files);
    RegionMerge merge = new RegionMerge(files, passes.reduce(regions));
    merge.dropped = passes.dropped();
    merge.superseded = passes.superseded();
    return merge;
  }

  /** Returns the next mutation in key order, or null at the end. Valid until the next call. */
  public SpooledMutation next() throws IOException {
    openReached();
    RegionReader first = open.poll();
    if (first == null) {
      return null;
    }
    SpooledMutation winner = first.current();
    push(first);
    while (true) {
      openReached(winner);
      RegionReader rival = open.peek();
      if (rival == null || !sameKey(winner, rival.current())) {
        break;
      }
      open.poll();
      SpooledMutation better = winner(winner, rival.current());
      superseded += (better == winner ? rival.current() : winner).documents();
      winner = better;
      dropped++;
      push(rival);
    }
    merged++;
    return winner;
  }

  /** Returns how many mutations and parts were returned. */
  public long merged() {
    return merged;
  }

  /** Returns how many mutations lost against another one of the same key. */
  public long dropped() {
    return dropped;
  }

  /** Returns how many documents they had, with those of their parts. */
  public long superseded() {
    return superseded;
  }

  private void openReached() throws IOException {
    if (open.isEmpty() && !waiting.isEmpty()) {
      push(new RegionReader(files, waiting.poll()));
    }
    // What is opened may be in front of what was first before, and then the next one can wait.
    while (!open.isEmpty() && isReached(open.peek().current())) {
      push(new RegionReader(files, waiting.poll()));
    }
  }

  private void openReached(SpooledMutation front) throws IOException {
    while (isReached(front)) {
      push(new RegionReader(files, waiting.poll()));
    }
  }

  private boolean isReached(SpooledMutation front) {
    SpooledMutation.Place place = front.place();
    return !waiting.isEmpty()
        && waiting.peek().startsAtOrBefore(front.bytes(), place.keyStart(), place.keyLength());
  }

  /** Returns how many regions are open now. */
  int openRegions() {
    return open.size();
  }

  private void push(RegionReader reader) throws IOException {
    boolean more = false;
    try {
      more = reader.advance();
    } finally {
      if (!more) {
        reader.close();
      }
    }
    if (more) {
      open.add(reader);
    }
  }

  private static boolean sameKey(SpooledMutation a, SpooledMutation b) {
    return RegionWriter.compareKeys(a.bytes(), a.place(), b.bytes(), b.place()) == 0;
  }

  private static SpooledMutation winner(SpooledMutation a, SpooledMutation b) {
    return Comparator.comparingLong(SpooledMutation::version)
                .thenComparing((x, y) -> Arrays.compareUnsigned(x.sha256(), y.sha256()))
                .compare(a, b)
            >= 0
        ? a
        : b;
  }

  @Override
  public void close() throws IOException {
    waiting.clear();
    try {
      IOUtils.close(open);
    } finally {
      open.clear();
    }
  }
}
