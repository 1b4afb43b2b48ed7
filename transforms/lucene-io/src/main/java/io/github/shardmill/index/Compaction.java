package io.github.shardmill.index;

import java.io.Serializable;

/**
 * Which neighbouring segments an update merges, so that segments stay few. Those of which much is
 * deleted are written anew with them, or alone.
 *
 * @param measure what makes segments alike
 * @param maxBytes segments that would become larger than this are left alone, however much of them
 *     is deleted; more than 0. Bounds the time and the disk that one merge takes
 */
public record Compaction(Measure measure, long maxBytes) implements Serializable {
  /** By size, up to 2 GiB. */
  public static final Compaction DEFAULT = new Compaction(Measure.SIZE, 2L << 30);

  /** No merging at all. */
  public static final Compaction NONE = new Compaction(Measure.NONE, 1);

  /** What makes segments alike. */
  public enum Measure {
    /** Segments are not merged. */
    NONE,
    /** Their size in bytes. */
    SIZE,
    /** Their number of documents. */
    COUNT
  }

  /** Checks the bounds. */
  public Compaction {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("compaction needs a bound of at least one byte");
    }
  }
}
