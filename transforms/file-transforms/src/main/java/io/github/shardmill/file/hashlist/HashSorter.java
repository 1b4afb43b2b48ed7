package io.github.shardmill.file.hashlist;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Sorts the digests of one algorithm: runs of {@value #RUN_HASHES} are sorted in memory and written
 * to temporary files, which are merged in the end. For one use, by one thread.
 */
final class HashSorter implements Closeable {
  /** Some tens of megabytes in memory; 500 million digests are 477 files. */
  static final int RUN_HASHES = 1 << 20;

  private static final int BUFFER_BYTES = 1 << 15;

  private final int width;
  private final Path directory;
  private final int runHashes;
  private final List<byte[]> run = new ArrayList<>();
  private final List<Path> runs = new ArrayList<>();
  private final List<Run> open = new ArrayList<>();

  /** Takes digests in ascending order, each once. */
  @FunctionalInterface
  interface Sorted {
    void accept(byte[] hash) throws IOException;
  }

  /**
   * Prepares.
   *
   * @param directory for temporary files, deleted by its owner
   * @param runHashes how many digests are sorted at once
   */
  HashSorter(HashAlgorithm algorithm, Path directory, int runHashes) {
    this.width = algorithm.bytes();
    this.directory = directory;
    this.runHashes = runHashes;
  }

  void add(byte[] hash) throws IOException {
    run.add(hash);
    if (run.size() == runHashes) {
      endRun();
    }
  }

  private void endRun() throws IOException {
    run.sort(Arrays::compareUnsigned);
    Path file = directory.resolve("run-" + width + "-" + runs.size());
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
      for (byte[] hash : run) {
        out.write(hash);
      }
    }
    runs.add(file);
    run.clear();
  }

  /** Hands over all that was added. */
  void finish(Sorted sorted) throws IOException {
    endRun();
    PriorityQueue<Run> queue =
        new PriorityQueue<>((a, b) -> Arrays.compareUnsigned(a.hash, b.hash));
    for (Path file : runs) {
      Run next = new Run(file, width);
      open.add(next);
      if (next.advance()) {
        queue.add(next);
      }
    }
    byte[] last = new byte[0];
    while (!queue.isEmpty()) {
      Run next = queue.remove();
      if (!Arrays.equals(next.hash, last)) {
        sorted.accept(next.hash);
        last = next.hash;
      }
      if (next.advance()) {
        queue.add(next);
      }
    }
  }

  /** A sorted file while it is merged. */
  private static final class Run implements Closeable {
    private final InputStream in;
    private final int width;
    private byte[] hash;

    Run(Path file, int width) throws IOException {
      this.in = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
      this.width = width;
    }

    boolean advance() throws IOException {
      hash = in.readNBytes(width);
      return hash.length == width;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }

  @Override
  public void close() throws IOException {
    for (Run opened : open) {
      opened.close();
    }
    for (Path file : runs) {
      Files.deleteIfExists(file);
    }
  }
}
