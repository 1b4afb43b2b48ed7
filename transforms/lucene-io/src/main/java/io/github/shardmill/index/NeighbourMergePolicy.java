package io.github.shardmill.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.FilterMergePolicy;
import org.apache.lucene.index.LogByteSizeMergePolicy;
import org.apache.lucene.index.LogDocMergePolicy;
import org.apache.lucene.index.LogMergePolicy;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.MergeTrigger;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.util.StringHelper;

/**
 * Which segments an update merges: {@value #MERGED_SEGMENTS} neighbours that are alike, as Lucene's
 * policies for logs choose them, and each segment of which more than {@value #MAX_DELETED_PERCENT}
 * % is deleted, alone if it has no company. No segment becomes larger than the bound. For one
 * compaction; remembers what was merged.
 */
final class NeighbourMergePolicy extends FilterMergePolicy {
  /** How many segments that are alike become one, so that one fewer may stay of each size. */
  static final int MERGED_SEGMENTS = LogMergePolicy.DEFAULT_MERGE_FACTOR;

  /** A segment with more deleted documents than this is written anew. */
  static final int MAX_DELETED_PERCENT = 30;

  private static final double MEBIBYTE = 1 << 20;

  private final long maxBytes;
  private final List<SegmentCompaction.Merged> merged = new ArrayList<>();

  private NeighbourMergePolicy(LogMergePolicy alike, long maxBytes) {
    super(alike);
    this.maxBytes = maxBytes;
    alike.setMergeFactor(MERGED_SEGMENTS);
    alike.setNoCFSRatio(0);
  }

  static NeighbourMergePolicy of(Compaction compaction) {
    long maxBytes = compaction.maxBytes();
    return switch (compaction.measure()) {
      case NONE -> throw new IllegalArgumentException("nothing is to be merged");
      case COUNT -> new NeighbourMergePolicy(new LogDocMergePolicy(), maxBytes);
      case SIZE -> {
        LogByteSizeMergePolicy bySize = new LogByteSizeMergePolicy();
        bySize.setMaxMergeMB(maxBytes / MEBIBYTE);
        yield new NeighbourMergePolicy(bySize, maxBytes);
      }
    };
  }

  /** Returns what was merged so far, in this order. */
  List<SegmentCompaction.Merged> merged() {
    return List.copyOf(merged);
  }

  @Override
  public MergeSpecification findMerges(
      MergeTrigger trigger, SegmentInfos segments, MergeContext context) throws IOException {
    MergeSpecification alike = in.findMerges(trigger, segments, context);
    MergeSpecification found = new MergeSpecification();
    Set<SegmentCommitInfo> taken = new HashSet<>(context.getMergingSegments());
    for (MergePolicy.OneMerge merge : alike == null ? List.<OneMerge>of() : alike.merges) {
      for (List<SegmentCommitInfo> run : cutToBound(merge.segments, context)) {
        found.add(new RememberedMerge(run));
        taken.addAll(run);
      }
    }
    for (SegmentCommitInfo segment : segments) {
      if (!taken.contains(segment) && isWorthRewriting(segment, context)) {
        found.add(new RememberedMerge(List.of(segment)));
      }
    }
    return found.merges.isEmpty() ? null : found;
  }

  /** Cuts neighbours into runs of two and more that fit; who counts documents knows no bytes. */
  private List<List<SegmentCommitInfo>> cutToBound(
      List<SegmentCommitInfo> neighbours, MergeContext context) throws IOException {
    List<List<SegmentCommitInfo>> runs = new ArrayList<>();
    List<SegmentCommitInfo> run = new ArrayList<>();
    long bytes = 0;
    for (SegmentCommitInfo segment : neighbours) {
      long more = liveBytes(segment, context);
      if (bytes + more > maxBytes) {
        runs.add(run);
        run = new ArrayList<>();
        bytes = 0;
      }
      run.add(segment);
      bytes += more;
    }
    runs.add(run);
    runs.removeIf(few -> few.size() < 2);
    return runs;
  }

  private boolean isWorthRewriting(SegmentCommitInfo segment, MergeContext context)
      throws IOException {
    long deleted = context.numDeletesToMerge(segment);
    return deleted * 100 > (long) segment.info.maxDoc() * MAX_DELETED_PERCENT
        && liveBytes(segment, context) <= maxBytes;
  }

  /** Estimates the size of a segment without its deleted documents. */
  private static long liveBytes(SegmentCommitInfo segment, MergeContext context)
      throws IOException {
    double live = segment.info.maxDoc() - context.numDeletesToMerge(segment);
    return (long) (segment.sizeInBytes() * (live / segment.info.maxDoc()));
  }

  /** A merge that is remembered when it is done. */
  private final class RememberedMerge extends OneMerge {
    RememberedMerge(List<SegmentCommitInfo> segments) {
      super(segments);
    }

    @Override
    public void mergeFinished(boolean success, boolean segmentDropped) throws IOException {
      super.mergeFinished(success, segmentDropped);
      if (success && !segmentDropped) {
        merged.add(
            new SegmentCompaction.Merged(
                segments.stream().map(NeighbourMergePolicy::id).toList(), id(getMergeInfo())));
      }
    }
  }

  private static String id(SegmentCommitInfo segment) {
    return StringHelper.idToString(segment.info.getId());
  }
}
