package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads files into memory. Stateless. */
final class WholeFile {
  private static final int CHUNK_BYTES = 1 << 16;

  private WholeFile() {}

  /** Is told of bytes as they are read. */
  @FunctionalInterface
  interface Listener {
    void read(byte[] bytes, int offset, int length);
  }

  /**
   * Returns all bytes of a stream; null where there are too many.
   *
   * @param expectedBytes size of the first buffer, at most {@code mostBytes}; there may be another
   *     number by now
   * @param mostBytes how many bytes are not too many
   */
  static byte[] read(InputStream in, long expectedBytes, int mostBytes, Listener listener)
      throws IOException {
    byte[] bytes = new byte[(int) expectedBytes];
    int length = 0;
    while (true) {
      if (length == bytes.length) {
        int next = in.read();
        if (next < 0) {
          return bytes;
        }
        if (length >= mostBytes) {
          return null;
        }
        bytes = Arrays.copyOf(bytes, Math.min(mostBytes, 2 * length + CHUNK_BYTES));
        bytes[length] = (byte) next;
        listener.read(bytes, length++, 1);
      }
      int read = in.read(bytes, length, Math.min(CHUNK_BYTES, bytes.length - length));
      if (read < 0) {
        return Arrays.copyOf(bytes, length);
      }
      listener.read(bytes, length, read);
      length += read;
    }
  }
}
