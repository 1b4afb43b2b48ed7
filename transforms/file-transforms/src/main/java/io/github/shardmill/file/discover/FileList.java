package io.github.shardmill.file.discover;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads a list of paths as bytes, in constant memory. Paths end in NUL bytes if there is one within
 * the first {@value #PROBE_BYTES} bytes, otherwise in line feeds, before which a carriage return is
 * dropped. Empty lines are skipped. Used by one thread.
 */
final class FileList implements AutoCloseable {
  private static final int PROBE_BYTES = 64 * 1024;
  private static final int PATH_BYTES_MAX = 1024 * 1024;

  private final Path list;
  private final InputStream in;
  private final int end;
  private long offset;

  /**
   * Opens a list.
   *
   * @param offset where to begin: 0, or what {@link #offset} returned
   */
  FileList(Path list, long offset) throws IOException {
    this.list = list;
    this.in = new BufferedInputStream(Files.newInputStream(list), PROBE_BYTES);
    in.mark(PROBE_BYTES);
    this.end = separator(in.readNBytes(PROBE_BYTES));
    in.reset();
    in.skipNBytes(offset);
    this.offset = offset;
  }

  /** Returns the next path, or null at the end of the list. */
  byte[] next() throws IOException {
    ByteArrayOutputStream path = new ByteArrayOutputStream();
    while (true) {
      int b = in.read();
      offset += b < 0 ? 0 : 1;
      if (b >= 0 && b != end) {
        path.write(b);
        requireSensible(path.size());
        continue;
      }
      byte[] bytes = path.toByteArray();
      int length = bytes.length;
      if (end == '\n' && length > 0 && bytes[length - 1] == '\r') {
        length--;
      }
      if (length > 0) {
        return Arrays.copyOf(bytes, length);
      }
      if (b < 0) {
        return null;
      }
      path.reset();
    }
  }

  /** Returns where the path after the one returned last begins. */
  long offset() {
    return offset;
  }

  private void requireSensible(int length) throws IOException {
    if (length > PATH_BYTES_MAX) {
      throw new IOException(
          "'"
              + list
              + "' is not a list of files: it has a path of more than "
              + PATH_BYTES_MAX
              + " bytes");
    }
  }

  private static int separator(byte[] beginning) {
    for (byte b : beginning) {
      if (b == 0) {
        return 0;
      }
    }
    return '\n';
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
