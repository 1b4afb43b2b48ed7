package io.github.shardmill.file.extract;

import java.io.Serializable;

/**
 * Which documents are parsed in child processes, and what a child may use. None of it changes what
 * extraction makes of a document that can be parsed.
 *
 * @param mode which documents
 * @param heapBytes the most heap of a child; once in a while one gets {@value #MORE} times as much
 * @param stallMillis a child that does nothing for so long, in milliseconds, is given up before the
 *     limit of time of its file
 * @param filesPerChild after so many files a child is replaced, lest what parsers leave behind adds
 *     up
 * @param lanes how many threads of this process extract files; where some of them have nothing to
 *     do, as many children more work through one large container
 */
public record Isolation(Mode mode, long heapBytes, long stallMillis, int filesPerChild, int lanes)
    implements Serializable {
  /** How much more heap and stack a child gets for a file that killed others. */
  public static final int MORE = 4;

  /** The least heap of a child. */
  public static final long MIN_HEAP_BYTES = 64L << 20;

  /** Everything is parsed in this process. */
  public static final Isolation NONE = new Isolation(Mode.NONE, 512L << 20, 30_000, 10_000, 1);

  /** What needs it is parsed in children: 512 MiB, half a minute, 10,000 files. */
  public static final Isolation AUTO = NONE.withMode(Mode.AUTO);

  /** Which documents are parsed in children. */
  public enum Mode {
    /** None. */
    NONE,
    /**
     * Those that could harm this process: all but plain text, CSV, source code, and small HTML
     * pages in which no other document is embedded.
     */
    AUTO,
    /** All that are not empty. */
    ALL
  }

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is not kept
   */
  public Isolation {
    if (heapBytes < MIN_HEAP_BYTES) {
      throw new IllegalArgumentException(
          "--isolation-heap must be at least " + (MIN_HEAP_BYTES >> 20) + " MiB");
    }
    if (stallMillis < 1 || filesPerChild < 1 || lanes < 1) {
      throw new IllegalArgumentException("every limit of child processes is at least 1");
    }
  }

  /** Returns this isolation of other documents. */
  public Isolation withMode(Mode other) {
    return new Isolation(other, heapBytes, stallMillis, filesPerChild, lanes);
  }

  /** Returns this isolation with another heap for a child. */
  public Isolation withHeapBytes(long bytes) {
    return new Isolation(mode, bytes, stallMillis, filesPerChild, lanes);
  }

  /** Returns this isolation with another limit for children that do nothing, in milliseconds. */
  public Isolation withStallMillis(long millis) {
    return new Isolation(mode, heapBytes, millis, filesPerChild, lanes);
  }

  /** Returns this isolation with another number of files after which a child is replaced. */
  public Isolation withFilesPerChild(int files) {
    return new Isolation(mode, heapBytes, stallMillis, files, lanes);
  }

  /** Returns this isolation for a process that has so many threads for files. */
  public Isolation withLanes(int threads) {
    return new Isolation(mode, heapBytes, stallMillis, filesPerChild, threads);
  }
}
