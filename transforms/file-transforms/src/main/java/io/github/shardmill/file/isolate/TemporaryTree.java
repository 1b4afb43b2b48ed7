package io.github.shardmill.file.isolate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Deletes directories of temporary files. Stateless. */
final class TemporaryTree {
  private TemporaryTree() {}

  /** Deletes a directory with all that is in it, as far as possible; follows no links. */
  static void delete(Path root) {
    try {
      Files.walkFileTree(root, new Deleting());
    } catch (IOException notAll) {
      // What is left is in a directory for temporary files, under a name of its own.
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return deleted(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return deleted(file);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      return deleted(directory);
    }

    private static FileVisitResult deleted(Path path) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException stays) {
        return FileVisitResult.CONTINUE;
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
