package io.github.shardmill.index.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The lines of a part file of a run's records. Reads a block at a time and holds no file open, so
 * that the parts of thousands of runs can be read side by side. Not thread-safe.
 */
final class RecordLines {
  private static final int BLOCK_BYTES = 1 << 16;

  private final Path file;
  private byte[] buffer = new byte[0];
  private int start;
  private int end;
  private long offset;
  private boolean atEnd;

  RecordLines(Path file) {
    this.file = file;
  }

  /** Returns the next line without its line break, or null behind the last. */
  byte[] next() throws IOException {
    int searched = start;
    while (true) {
      for (int i = searched; i < end; i++) {
        if (buffer[i] == '\n') {
          byte[] line = Arrays.copyOfRange(buffer, start, i);
          start = i + 1;
          return line;
        }
      }
      if (atEnd) {
        byte[] line = start == end ? null : Arrays.copyOfRange(buffer, start, end);
        start = end;
        return line;
      }
      searched = end - start;
      fill();
    }
  }

  /** Moves what is left to the front and reads a block behind it. */
  private void fill() throws IOException {
    int left = end - start;
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      int block = (int) Math.min(BLOCK_BYTES, Math.max(0, channel.size() - offset));
      byte[] next = new byte[left + block];
      System.arraycopy(buffer, start, next, 0, left);
      ByteBuffer target = ByteBuffer.wrap(next, left, block);
      channel.position(offset);
      int read = 0;
      while (target.hasRemaining() && read >= 0) {
        read = channel.read(target);
      }
      buffer = next;
      start = 0;
      end = target.position();
      offset += end - left;
      atEnd = offset >= channel.size() || end == left;
    }
  }
}
