package io.github.shardmill.index.spool;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The handle of a region: one shard's part of a spool file, sorted by key. Immutable. It is all
 * that travels between extraction and the shards.
 */
public final class Region implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Orders regions by their first key. */
  static final Comparator<Region> BY_FIRST_KEY =
      (a, b) -> Arrays.compareUnsigned(a.firstKey, b.firstKey);

  private final String file;
  private final int shard;
  private final long offset;
  private final long length;
  private final long mutations;
  private final byte[] firstKey;
  private final byte[] lastKey;

  /** A region at a place of a file; see the accessors. */
  public Region(String file, int shard, Extent extent, byte[] firstKey, byte[] lastKey) {
    this.file = file;
    this.shard = shard;
    this.offset = extent.offset();
    this.length = extent.length();
    this.mutations = extent.mutations();
    this.firstKey = firstKey.clone();
    this.lastKey = lastKey.clone();
  }

  /**
   * Where a region lies in its file.
   *
   * @param offset of its first byte
   * @param length in bytes
   * @param mutations how many it holds
   */
  public record Extent(long offset, long length, long mutations) {}

  /** Returns the path of the spool file below the spool directory. */
  public String file() {
    return file;
  }

  /** Returns the shard that the mutations belong to. */
  public int shard() {
    return shard;
  }

  /** Returns where the region lies in its file. */
  public Extent extent() {
    return new Extent(offset, length, mutations);
  }

  /** Returns the number of mutations. */
  public long mutations() {
    return mutations;
  }

  /** Returns the lowest key: a root id as UTF-8, or that of a part of a family. */
  public byte[] firstKey() {
    return firstKey.clone();
  }

  /** Returns the highest key. */
  public byte[] lastKey() {
    return lastKey.clone();
  }

  /** Returns whether a merge that has come to {@code key} needs this region. */
  boolean startsAtOrBefore(byte[] key, int keyOffset, int keyLength) {
    return Arrays.compareUnsigned(
            firstKey, 0, firstKey.length, key, keyOffset, keyOffset + keyLength)
        <= 0;
  }

  boolean endsBefore(Region other) {
    return Arrays.compareUnsigned(lastKey, other.firstKey) < 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Region that
        && file.equals(that.file)
        && shard == that.shard
        && extent().equals(that.extent())
        && Arrays.equals(firstKey, that.firstKey)
        && Arrays.equals(lastKey, that.lastKey);
  }

  @Override
  public int hashCode() {
    return file.hashCode() * 31 + Long.hashCode(offset);
  }

  @Override
  public String toString() {
    return file + "@" + offset + "+" + length + " (shard " + shard + ")";
  }
}
