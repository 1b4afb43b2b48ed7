package io.github.shardmill.file.extract;

import java.io.Serializable;

/**
 * How much one file may cost.
 *
 * @param maxTextCharacters longest text of a document, in UTF-16 code units; text beyond it is cut
 *     between two code points
 * @param parseTimeoutMillis longest time that reading and parsing one file may take, in
 *     milliseconds, to which large files add one second for every 16 MiB
 * @param maxAbandonedThreads how many threads whose file took too long may be alive in this process
 *     at once; Java cannot kill a thread, so one more stops the run
 */
public record ExtractionLimits(
    int maxTextCharacters, long parseTimeoutMillis, int maxAbandonedThreads)
    implements Serializable {
  /** 10 million characters, two minutes, eight abandoned threads. */
  public static final ExtractionLimits DEFAULT = new ExtractionLimits(10_000_000, 120_000, 8);

  private static final long BYTES_PER_EXTRA_SECOND = 16L << 20;

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is not positive
   */
  public ExtractionLimits {
    if (maxTextCharacters < 1 || parseTimeoutMillis < 1 || maxAbandonedThreads < 1) {
      throw new IllegalArgumentException("every extraction limit is at least 1");
    }
  }

  /**
   * Returns how long a file of this size may take, in milliseconds: reading and digesting alone
   * take minutes where a file is very large.
   */
  long timeoutMillis(long sizeBytes) {
    return parseTimeoutMillis + sizeBytes / BYTES_PER_EXTRA_SECOND * 1_000;
  }

  /** Returns these limits with another longest text, in UTF-16 code units. */
  public ExtractionLimits withMaxTextCharacters(int characters) {
    return new ExtractionLimits(characters, parseTimeoutMillis, maxAbandonedThreads);
  }

  /** Returns these limits with another longest time for one file, in milliseconds. */
  public ExtractionLimits withParseTimeoutMillis(long millis) {
    return new ExtractionLimits(maxTextCharacters, millis, maxAbandonedThreads);
  }

  /** Returns these limits with another number of abandoned threads. */
  public ExtractionLimits withMaxAbandonedThreads(int threads) {
    return new ExtractionLimits(maxTextCharacters, parseTimeoutMillis, threads);
  }
}
