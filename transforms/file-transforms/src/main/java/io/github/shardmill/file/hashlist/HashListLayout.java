package io.github.shardmill.file.hashlist;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * Where what is in the file of a list: a magic number and for each algorithm its count; then, for
 * each, a table of how many digests begin with less than each pair of bytes, and the digests.
 */
final class HashListLayout {
  static final int MAGIC = 0x534d4831;

  /** One entry for each pair of bytes that a digest may begin with, and one for all of them. */
  static final int TABLE_ENTRIES = (1 << 16) + 1;

  static final int TABLE_BYTES = TABLE_ENTRIES * Integer.BYTES;
  static final int HEADER_BYTES = Integer.BYTES * (1 + HashAlgorithm.values().length);

  private HashListLayout() {}

  /** Returns the header of a file. */
  static ByteBuffer header(Map<HashAlgorithm, Integer> counts) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).putInt(MAGIC);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      header.putInt(counts.getOrDefault(algorithm, 0));
    }
    return header.flip();
  }

  /** Returns where the table of an algorithm begins. */
  static long tableAt(Map<HashAlgorithm, Integer> counts, HashAlgorithm algorithm) {
    long position = HEADER_BYTES;
    for (HashAlgorithm before : HashAlgorithm.values()) {
      if (before == algorithm) {
        break;
      }
      position += TABLE_BYTES + (long) counts.getOrDefault(before, 0) * before.bytes();
    }
    return position;
  }

  /** Returns the pair of bytes that a digest begins with. */
  static int pairOf(byte[] hash) {
    return (hash[0] & 0xff) << 8 | (hash[1] & 0xff);
  }
}
