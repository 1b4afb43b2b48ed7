package io.github.shardmill.index.spool;

import java.util.Arrays;
import org.apache.lucene.store.DataOutput;

/** A byte array that grows while it is written. Not thread-safe. */
final class GrowingOutput extends DataOutput {
  /** The longest array that every virtual machine makes. */
  private static final int MAX_BYTES = Integer.MAX_VALUE - 16;

  private byte[] bytes;
  private int length;

  GrowingOutput(int capacity) {
    bytes = new byte[capacity];
  }

  @Override
  public void writeByte(byte b) {
    ensure(1);
    bytes[length++] = b;
  }

  @Override
  public void writeBytes(byte[] source, int offset, int count) {
    ensure(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  /** Cuts back to an earlier length, or to nothing. */
  void truncate(int newLength) {
    length = newLength;
  }

  /** Gives back what a rare huge record made the array grow to. */
  void shrinkTo(int capacity) {
    if (bytes.length > capacity && length <= capacity) {
      bytes = Arrays.copyOf(bytes, capacity);
    }
  }

  private void ensure(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      long grown = Math.min(bytes.length + (long) bytes.length / 2, MAX_BYTES);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, grown));
    }
  }
}
