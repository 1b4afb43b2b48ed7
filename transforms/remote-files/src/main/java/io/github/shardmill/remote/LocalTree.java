package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;

/** All that is below a directory of this machine; {@link RemoteTree} is one of another. */
public final class LocalTree {
  private LocalTree() {}

  /**
   * Deletes a directory with all that is in it, or a file; what links point to stays. Does nothing
   * if it is not there. What cannot be deleted does not keep the rest.
   *
   * @throws DirectoryNotEmptyException if somebody goes on writing there
   * @throws IOException if something else stays; the first, and the others as suppressed
   */
  public static void delete(Path root) throws IOException {
    delete(root, Set.of());
  }

  /**
   * Deletes a directory with all that is in it, one file after all others: while anything stays, so
   * does that one, by which the directory is known.
   */
  static void delete(Path root, Path last) throws IOException {
    delete(root, Set.of(root, last));
    Files.deleteIfExists(last);
    Files.deleteIfExists(root);
  }

  private static void delete(Path root, Set<Path> kept) throws IOException {
    Deleting deleting = new Deleting(kept);
    Files.walkFileTree(root, deleting);
    if (deleting.failure != null) {
      throw deleting.failure;
    }
  }

  private static final class Deleting extends SimpleFileVisitor<Path> {
    private final Set<Path> kept;
    private IOException failure;

    Deleting(Set<Path> kept) {
      this.kept = kept;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return delete(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return e instanceof NoSuchFileException ? FileVisitResult.CONTINUE : failed(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) {
      if (e != null) {
        failed(e);
      }
      return delete(directory);
    }

    private FileVisitResult delete(Path path) {
      if (kept.contains(path)) {
        return FileVisitResult.CONTINUE;
      }
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        return failed(e);
      }
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult failed(IOException e) {
      if (failure == null) {
        failure = e;
      } else {
        failure.addSuppressed(e);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
