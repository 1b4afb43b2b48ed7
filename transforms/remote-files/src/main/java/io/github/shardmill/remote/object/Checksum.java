package io.github.shardmill.remote.object;

import java.nio.ByteBuffer;
import java.util.Base64;

/** CRC-32C (Castagnoli, RFC 3720) as servers of objects write it in their headers. Stateless. */
public final class Checksum {
  private Checksum() {}

  /** Returns the four bytes of a checksum, the highest one first, in base 64. */
  public static String base64(long crc) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc).array());
  }
}
