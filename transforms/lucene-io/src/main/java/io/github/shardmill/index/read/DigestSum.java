package io.github.shardmill.index.read;

import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.LogicalDigest;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sums document digests without an object for each. Carries are put off to the end, which is safe
 * for 2^31 digests, more than a Lucene index holds. Not thread-safe.
 */
final class DigestSum {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** Sums of 32 bits each, the most significant first. */
  private final long[] limbs = new long[DocumentDigester.DIGEST_BYTES / Integer.BYTES];

  /** Adds the digest that begins at an offset. */
  void add(byte[] digest, int offset) {
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] += Integer.toUnsignedLong((int) INTS.get(digest, offset + i * Integer.BYTES));
    }
  }

  /** Returns the sum so far. */
  LogicalDigest toDigest() {
    byte[] sum = new byte[DocumentDigester.DIGEST_BYTES];
    long carry = 0;
    for (int i = limbs.length - 1; i >= 0; i--) {
      long limb = limbs[i] + carry;
      INTS.set(sum, i * Integer.BYTES, (int) limb);
      carry = limb >>> Integer.SIZE;
    }
    return LogicalDigest.ofDocument(sum);
  }
}
