package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * How much a folder holds, hidden files included.
 *
 * @param files number of regular files
 * @param bytes their size
 */
record FolderFacts(long files, long bytes) {

  /**
   * Counts a folder by reading every file of it once, so that the first contender does not have to
   * fetch for the second one what the system keeps in its cache.
   */
  static FolderFacts read(Path folder) throws IOException {
    long[] counts = new long[2];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile()) {
              try (InputStream in = Files.newInputStream(file)) {
                counts[0]++;
                counts[1] += in.transferTo(OutputStream.nullOutputStream());
              }
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new FolderFacts(counts[0], counts[1]);
  }
}
