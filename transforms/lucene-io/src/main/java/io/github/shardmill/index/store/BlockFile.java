package io.github.shardmill.index.store;

import io.github.shardmill.remote.Transfer;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;

/**
 * A remote file of which only those blocks are fetched that are read, into a sparse file on this
 * machine. Thread-safe.
 */
final class BlockFile implements Closeable {
  static final int BLOCK_BYTES = 1 << 20;

  /** Who reads on where the last fetch ended probably reads the whole file. */
  private static final int BLOCKS_AHEAD = 8;

  private final Path remote;
  private final long size;
  private final FileChannel copy;
  private final BitSet present = new BitSet();
  private int expected = -1;

  /**
   * Makes a file of which nothing is here yet.
   *
   * @param copy where blocks are kept; made
   */
  BlockFile(Path remote, long size, Path copy) throws IOException {
    this.remote = remote;
    this.size = size;
    this.copy =
        FileChannel.open(
            copy,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.SPARSE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
  }

  long size() {
    return size;
  }

  /** Fills a buffer from a position on, all of it. */
  void read(long position, ByteBuffer into) throws IOException {
    if (position + into.remaining() > size) {
      throw new EOFException("read past the end of " + remote);
    }
    if (into.hasRemaining()) {
      int last = block(position + into.remaining() - 1);
      for (int block = block(position); block <= last; block++) {
        require(block);
      }
    }
    long at = position;
    while (into.hasRemaining()) {
      int count = copy.read(into, at);
      if (count < 0) {
        throw new EOFException("the copy of " + remote + " was cut off");
      }
      at += count;
    }
  }

  private static int block(long position) {
    return Math.toIntExact(position / BLOCK_BYTES);
  }

  private synchronized void require(int block) throws IOException {
    if (present.get(block)) {
      return;
    }
    int end = block + 1;
    if (block == expected) {
      int most = Math.min(block + BLOCKS_AHEAD, block(size - 1) + 1);
      while (end < most && !present.get(end)) {
        end++;
      }
    }
    long from = (long) block * BLOCK_BYTES;
    ByteBuffer bytes = ByteBuffer.allocate((int) (Math.min(size, (long) end * BLOCK_BYTES) - from));
    Transfer.read(remote, from, bytes);
    bytes.flip();
    long at = from;
    while (bytes.hasRemaining()) {
      at += copy.write(bytes, at);
    }
    present.set(block, end);
    expected = end;
  }

  @Override
  public void close() throws IOException {
    copy.close();
  }
}
