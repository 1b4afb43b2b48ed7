package io.github.shardmill.file.hashlist;

import io.github.shardmill.file.Digests;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * A list of known files, on a disk of this machine or one that it mounts. Holds a quarter of a
 * megabyte in memory for each algorithm that it has digests of; a question reads some kilobytes.
 *
 * <p>Safe for use by many threads. A thread that is interrupted while it asks gets an exception,
 * and spoils nothing for the others.
 */
public final class HashList implements Closeable {
  /** So many bytes are read at once when a digest is nearly found. */
  private static final int BLOCK_BYTES = 4_096;

  private final Path file;
  private final Map<HashAlgorithm, Part> parts = new EnumMap<>(HashAlgorithm.class);
  private FileChannel channel;
  private boolean closed;

  private HashList(Path file) {
    this.file = file;
  }

  /**
   * Opens what {@link HashListCompiler} has made.
   *
   * @throws IOException if it cannot be read, or is something else
   */
  public static HashList open(Path file) throws IOException {
    HashList list = new HashList(file);
    try {
      list.readHeader();
      return list;
    } catch (IOException | RuntimeException e) {
      list.close();
      throw e;
    }
  }

  private void readHeader() throws IOException {
    ByteBuffer header = ByteBuffer.wrap(read(0, HashListLayout.HEADER_BYTES));
    if (header.getInt() != HashListLayout.MAGIC) {
      throw new IOException(file.getFileName() + " is no list of digests");
    }
    Map<HashAlgorithm, Integer> counts = new EnumMap<>(HashAlgorithm.class);
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      counts.put(algorithm, header.getInt());
    }
    for (HashAlgorithm algorithm : HashAlgorithm.values()) {
      if (counts.get(algorithm) > 0) {
        long tableAt = HashListLayout.tableAt(counts, algorithm);
        int[] table = new int[HashListLayout.TABLE_ENTRIES];
        ByteBuffer.wrap(read(tableAt, HashListLayout.TABLE_BYTES)).asIntBuffer().get(table);
        parts.put(
            algorithm, new Part(table, tableAt + HashListLayout.TABLE_BYTES, algorithm.bytes()));
      }
    }
  }

  /** Returns which digest of a file is on the list, if one is. */
  public Optional<HashAlgorithm> find(Digests digests) throws IOException {
    for (HashAlgorithm algorithm : parts.keySet()) {
      if (contains(algorithm, algorithm.of(digests))) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** Returns whether there are digests of an algorithm. */
  public boolean has(HashAlgorithm algorithm) {
    return parts.containsKey(algorithm);
  }

  /**
   * Returns whether a digest is on the list.
   *
   * @param hex lower or upper case
   */
  public boolean contains(HashAlgorithm algorithm, String hex) throws IOException {
    Part part = parts.get(algorithm);
    return part != null && part.contains(HexFormat.of().parseHex(hex));
  }

  /** The digests of one algorithm. */
  private final class Part {
    private final int[] table;
    private final long position;
    private final int width;

    Part(int[] table, long position, int width) {
      this.table = table;
      this.position = position;
      this.width = width;
    }

    boolean contains(byte[] hash) throws IOException {
      int pair = HashListLayout.pairOf(hash);
      int low = table[pair];
      int high = table[pair + 1];
      while ((high - low) * (long) width > BLOCK_BYTES) {
        int middle = low + (high - low) / 2;
        int order = compare(hash, read(middle, middle + 1), 0);
        if (order == 0) {
          return true;
        }
        low = order < 0 ? low : middle + 1;
        high = order < 0 ? middle : high;
      }
      return low < high && isIn(hash, read(low, high));
    }

    private boolean isIn(byte[] hash, byte[] block) {
      int low = 0;
      int high = block.length / width;
      while (low < high) {
        int middle = (low + high) / 2;
        int order = compare(hash, block, middle);
        if (order == 0) {
          return true;
        }
        low = order < 0 ? low : middle + 1;
        high = order < 0 ? middle : high;
      }
      return false;
    }

    private int compare(byte[] hash, byte[] block, int index) {
      return Arrays.compareUnsigned(hash, 0, width, block, index * width, (index + 1) * width);
    }

    private byte[] read(int from, int to) throws IOException {
      return HashList.this.read(position + (long) from * width, (to - from) * width);
    }
  }

  private byte[] read(long from, int bytes) throws IOException {
    while (true) {
      try {
        return read(channel(), from, bytes);
      } catch (ClosedByInterruptException interrupted) {
        throw interrupted;
      } catch (ClosedChannelException closedByAnother) {
        // A thread that was interrupted took the channel with it: there will be another one.
      }
    }
  }

  private static byte[] read(FileChannel open, long from, int bytes) throws IOException {
    byte[] all = new byte[bytes];
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.hasRemaining()) {
      if (open.read(buffer, from + buffer.position()) < 0) {
        throw new EOFException("a list of digests ends too soon");
      }
    }
    return all;
  }

  private synchronized FileChannel channel() throws IOException {
    if (closed) {
      throw new IOException("the list of digests is closed");
    }
    if (channel == null || !channel.isOpen()) {
      channel = FileChannel.open(file, StandardOpenOption.READ);
    }
    return channel;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (channel != null) {
      channel.close();
    }
  }
}
