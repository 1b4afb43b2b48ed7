package io.github.shardmill.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.lucene.util.BytesRef;

/**
 * The occurrences of terms in one field of one document, as a count and a sum modulo 2^128 of a
 * hash of each term with its position. A sum, because an analyser meets the occurrences in text
 * order and the postings list them in term order. Not thread-safe.
 *
 * <p>The hash is two lanes of 64 bits, each eight bytes at a time multiplied, rotated and mixed
 * with the finaliser of splitmix64 (Steele, Lea, Flood: "Fast Splittable Pseudorandom Number
 * Generators", OOPSLA 2014). It tells different texts apart; it does not resist an attacker.
 */
public final class TermOccurrences {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long SEED_LOW = 0x9E3779B97F4A7C15L;
  private static final long SEED_HIGH = 0xD1B54A32D192ED03L;
  private static final long STEP_LOW = 0xBF58476D1CE4E5B9L;
  private static final long STEP_HIGH = 0x94D049BB133111EBL;

  private long count;
  private long sumLow;
  private long sumHigh;

  /** Adds one occurrence. */
  public void add(BytesRef term, int position) {
    // Multiplied, or the bytes that follow could make up for another length.
    long low = SEED_LOW ^ (term.length * STEP_LOW);
    long high = SEED_HIGH + term.length * STEP_HIGH;
    int at = term.offset;
    int end = term.offset + term.length;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long chunk = (long) LONGS.get(term.bytes, at);
      low = Long.rotateLeft((low ^ chunk) * STEP_LOW, 29);
      high = Long.rotateLeft((high + chunk) * STEP_HIGH, 37);
    }
    long tail = 0;
    for (; at < end; at++) {
      tail = (tail << 8) | (term.bytes[at] & 0xffL);
    }
    low = (low ^ tail) * STEP_LOW;
    high = (high + tail) * STEP_HIGH;
    add(mix(low + position * SEED_HIGH), mix(high ^ (position * SEED_LOW)));
  }

  /** Adds what was collected elsewhere. */
  public void add(long otherCount, long otherLow, long otherHigh) {
    add(otherLow, otherHigh);
    count += otherCount - 1;
  }

  private void add(long low, long high) {
    long before = sumLow;
    sumLow += low;
    sumHigh += high + (Long.compareUnsigned(sumLow, before) < 0 ? 1 : 0);
    count++;
  }

  /** Returns the number of occurrences. */
  public long count() {
    return count;
  }

  /** Returns the lower half of the sum. */
  public long sumLow() {
    return sumLow;
  }

  /** Returns the upper half of the sum. */
  public long sumHigh() {
    return sumHigh;
  }

  /** Forgets everything. */
  public void clear() {
    count = 0;
    sumLow = 0;
    sumHigh = 0;
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * STEP_LOW;
    mixed = (mixed ^ (mixed >>> 27)) * STEP_HIGH;
    return mixed ^ (mixed >>> 31);
  }
}
