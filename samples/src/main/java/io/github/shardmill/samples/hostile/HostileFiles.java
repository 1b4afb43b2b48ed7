package io.github.shardmill.samples.hostile;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Writes files below a directory, all with one time of modification, and counts them. */
final class HostileFiles {
  private static final FileTime MODIFIED = FileTime.from(Instant.parse("2024-01-01T00:00:00Z"));

  private final Path directory;
  private int count;
  private long bytes;

  HostileFiles(Path directory) {
    this.directory = directory;
  }

  /** Returns how many files were written. */
  int count() {
    return count;
  }

  /** Returns how many bytes they have. */
  long bytes() {
    return bytes;
  }

  /** Writes a text as UTF-8. */
  void add(String path, String text) {
    add(path, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Writes a file.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  void add(String path, byte[] content) {
    repeat(path, content, 1);
  }

  /** Writes a file of the same block again and again. */
  void repeat(String path, byte[] block, int times) {
    Path file = directory.resolve(path);
    try {
      Files.createDirectories(file.getParent());
      try (OutputStream out = Files.newOutputStream(file)) {
        for (int i = 0; i < times; i++) {
          out.write(block);
        }
      }
      Files.setLastModifiedTime(file, MODIFIED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    count++;
    bytes += (long) block.length * times;
  }
}
