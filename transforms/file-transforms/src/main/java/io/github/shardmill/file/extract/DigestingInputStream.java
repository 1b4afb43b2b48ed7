package io.github.shardmill.file.extract;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Digests what is read through it, and remembers whether reading failed, because a parser may wrap
 * or swallow the exception. Closing it does nothing: parsers close what they are given, and the
 * rest of the file is still to be read.
 */
final class DigestingInputStream extends FilterInputStream {
  private static final int DRAIN_BYTES = 1 << 16;

  private final FileDigester digester;
  private IOException failure;

  /** Reads from {@code in}, which stays the caller's to close. */
  DigestingInputStream(InputStream in, FileDigester digester) {
    super(in);
    this.digester = digester;
  }

  /**
   * Reads what is left.
   *
   * @throws IOException if this or any earlier read failed
   */
  void drain() throws IOException {
    byte[] buffer = new byte[DRAIN_BYTES];
    int read = 0;
    while (failure == null && read >= 0) {
      read = read(buffer, 0, buffer.length);
    }
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      if (read > 0) {
        digester.add(buffer, offset, read);
      }
      return read;
    } catch (IOException unreadable) {
      failure = unreadable;
      throw unreadable;
    }
  }

  /** Reads and digests the skipped bytes too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(DRAIN_BYTES, Math.max(0, count))];
    long skipped = 0;
    while (skipped < count) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, count - skipped));
      if (read < 0) {
        break;
      }
      skipped += read;
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  @Override
  public void close() {
    // The caller closes the file.
  }
}
