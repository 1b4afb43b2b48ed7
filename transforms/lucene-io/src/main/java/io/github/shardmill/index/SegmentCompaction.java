package io.github.shardmill.index;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.LiveIndexWriterConfig;
import org.apache.lucene.index.MergePolicy;
import org.apache.lucene.index.SerialMergeScheduler;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.apache.lucene.store.RateLimitedIndexOutput;
import org.apache.lucene.store.RateLimiter;

/**
 * Merges neighbouring segments of an index that is being updated, between adopting and committing.
 * Like everything before the commit it changes nothing that a reader sees: when it throws, the
 * index is as before, and the files it wrote go with the rollback.
 */
final class SegmentCompaction {
  private SegmentCompaction() {}

  /**
   * Segments that became one. Ids are those of Lucene's segments, as in {@code meta.json}.
   *
   * @param from the segments, in the order of the index; one alone that was rewritten without its
   *     deleted documents
   * @param to the segment in their place; it may be among those that a later merge took
   */
  record Merged(List<String> from, String to) {
    /** Copies the list. */
    Merged {
      from = List.copyOf(from);
    }
  }

  /**
   * Merges on the calling thread until no segments are left to merge.
   *
   * @param writer with nothing buffered, and merges that {@link Scheduler} does
   * @return what was merged, in this order
   * @throws RunCancelledException if the run was cancelled meanwhile
   */
  static List<Merged> compact(IndexWriter writer, Compaction compaction) throws IOException {
    if (compaction.measure() == Compaction.Measure.NONE) {
      return List.of();
    }
    LiveIndexWriterConfig config = writer.getConfig();
    MergePolicy none = config.getMergePolicy();
    NeighbourMergePolicy policy = NeighbourMergePolicy.of(compaction);
    config.setMergePolicy(policy);
    try {
      writer.maybeMerge();
    } finally {
      // The commit asks for merges too.
      config.setMergePolicy(none);
    }
    return policy.merged();
  }

  /** Does merges one after the other on the calling thread, and ends when the run is cancelled. */
  static final class Scheduler extends SerialMergeScheduler {
    private final BooleanSupplier stopped;

    /**
     * Makes a scheduler.
     *
     * @param stopped asked before each file and every {@value Brake#STEP_BYTES} bytes
     */
    Scheduler(BooleanSupplier stopped) {
      this.stopped = stopped;
    }

    @Override
    public Directory wrapForMerge(MergePolicy.OneMerge merge, Directory in) {
      Brake brake = new Brake(stopped);
      return new FilterDirectory(in) {
        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
          brake.pause(0);
          return new RateLimitedIndexOutput(brake, in.createOutput(name, context));
        }
      };
    }
  }

  /** A limit on the rate of writing that is either none or a full stop. */
  private static final class Brake extends RateLimiter {
    static final long STEP_BYTES = 1 << 20;

    private final BooleanSupplier stopped;

    Brake(BooleanSupplier stopped) {
      this.stopped = stopped;
    }

    @Override
    public long pause(long bytes) throws IOException {
      if (stopped.getAsBoolean()) {
        throw new RunCancelledException();
      }
      return 0;
    }

    @Override
    public long getMinPauseCheckBytes() {
      return STEP_BYTES;
    }

    @Override
    public double getMBPerSec() {
      return Double.POSITIVE_INFINITY;
    }

    @Override
    public void setMBPerSec(double megabytes) {
      throw new UnsupportedOperationException("merges are stopped, not slowed down");
    }
  }
}
