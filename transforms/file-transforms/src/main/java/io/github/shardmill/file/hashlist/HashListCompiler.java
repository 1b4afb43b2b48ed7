package io.github.shardmill.file.hashlist;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Makes of the text of a list the file that {@link HashList} looks into. Memory does not grow with
 * the list; temporary files take as much room as the result. Stateless.
 */
public final class HashListCompiler {
  /** The most digests of a list. */
  public static final int MAX_HASHES = 500_000_000;

  private static final int BUFFER_BYTES = 1 << 20;

  private HashListCompiler() {}

  /**
   * What a list came to.
   *
   * @param hashes how many different digests it holds
   * @param fingerprint hex; the same for lists that hold the same digests, in whatever order
   */
  public record Compiled(long hashes, String fingerprint) {}

  /**
   * Compiles a list.
   *
   * @param text the list as people write it, see {@link HashListText}
   * @param target the file to make, which is not there yet
   * @param scratch an existing directory of this machine for temporary files
   * @throws IllegalArgumentException if a line is not as it should be; its number is told
   * @throws IOException if the list cannot be read, or a file not be written
   */
  public static Compiled compile(Path text, Path target, Path scratch) throws IOException {
    return compile(text, target, scratch, HashSorter.RUN_HASHES);
  }

  static Compiled compile(Path text, Path target, Path scratch, int runHashes) throws IOException {
    try (Sorters sorters = new Sorters(scratch, runHashes)) {
      try (InputStream in = new BufferedInputStream(Files.newInputStream(text))) {
        new HashListText(text.toString(), in).read(sorters::add);
      }
      try (Writer writer = new Writer(target)) {
        for (HashAlgorithm algorithm : HashAlgorithm.values()) {
          writer.begin(algorithm);
          sorters.of(algorithm).finish(writer::add);
          writer.end();
        }
        return writer.finish();
      }
    }
  }

  /** One sorter for each algorithm. */
  private static final class Sorters implements Closeable {
    private final Map<HashAlgorithm, HashSorter> all = new EnumMap<>(HashAlgorithm.class);
    private long added;

    Sorters(Path scratch, int runHashes) {
      for (HashAlgorithm algorithm : HashAlgorithm.values()) {
        all.put(algorithm, new HashSorter(algorithm, scratch, runHashes));
      }
    }

    HashSorter of(HashAlgorithm algorithm) {
      return all.get(algorithm);
    }

    void add(HashAlgorithm algorithm, byte[] hash) throws IOException {
      added++;
      if (added > MAX_HASHES) {
        throw new IllegalArgumentException("a list of more than " + MAX_HASHES + " digests");
      }
      of(algorithm).add(hash);
    }

    @Override
    public void close() throws IOException {
      for (HashSorter sorter : all.values()) {
        sorter.close();
      }
    }
  }

  /** Writes the parts of a file, and its header last, when all counts are known. */
  private static final class Writer implements Closeable {
    private final FileChannel channel;
    private final Map<HashAlgorithm, Integer> counts = new EnumMap<>(HashAlgorithm.class);
    private final MessageDigest fingerprint = sha256();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private HashAlgorithm algorithm = HashAlgorithm.MD5;
    private int[] table;

    Writer(Path target) throws IOException {
      channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void begin(HashAlgorithm next) throws IOException {
      algorithm = next;
      table = new int[HashListLayout.TABLE_ENTRIES];
      fingerprint.update(next.label().getBytes(StandardCharsets.US_ASCII));
      channel.position(HashListLayout.tableAt(counts, next) + HashListLayout.TABLE_BYTES);
    }

    void add(byte[] hash) throws IOException {
      if (buffer.remaining() < hash.length) {
        flush();
      }
      buffer.put(hash);
      fingerprint.update(hash);
      table[HashListLayout.pairOf(hash) + 1]++;
      counts.merge(algorithm, 1, Integer::sum);
    }

    void end() throws IOException {
      flush();
      ByteBuffer sums = ByteBuffer.allocate(HashListLayout.TABLE_BYTES);
      int sum = 0;
      for (int count : table) {
        sum += count;
        sums.putInt(sum);
      }
      write(sums.flip(), HashListLayout.tableAt(counts, algorithm));
    }

    Compiled finish() throws IOException {
      write(HashListLayout.header(counts), 0);
      long hashes = 0;
      for (int count : counts.values()) {
        hashes += count;
      }
      return new Compiled(hashes, HexFormat.of().formatHex(fingerprint.digest()));
    }

    private void flush() throws IOException {
      buffer.flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      buffer.clear();
    }

    private void write(ByteBuffer bytes, long at) throws IOException {
      long position = at;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
