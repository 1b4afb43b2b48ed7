package io.github.shardmill.file.discover;

import java.io.Serializable;

/**
 * How many files travel together as one Beam element. Immutable.
 *
 * @param maxFiles the most files in a batch
 * @param maxBytes the most bytes in a batch of more than one file, by listed size
 * @param aloneBytes a file that is longer travels alone, so that it never holds small ones up
 */
public record BatchLimits(int maxFiles, long maxBytes, long aloneBytes) implements Serializable {
  /** 100 files or 16 MiB; a file of more than 8 MiB alone. */
  public static final BatchLimits DEFAULT = new BatchLimits(100, 16L << 20, 8L << 20);

  /**
   * Checks that all limits are positive.
   *
   * @throws IllegalArgumentException if one is not
   */
  public BatchLimits {
    if (maxFiles < 1 || maxBytes < 1 || aloneBytes < 1) {
      throw new IllegalArgumentException("limits of file batches must be positive");
    }
  }

  /** Returns these limits with another number of files. */
  public BatchLimits withMaxFiles(int files) {
    return new BatchLimits(files, maxBytes, aloneBytes);
  }
}
