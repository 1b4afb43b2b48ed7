package io.github.shardmill.file.isolate;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * The directory for temporary files that a parent makes for one child, and which goes with it.
 *
 * <p>Deleting it takes everything with it that is there, so only what {@link #create} has made is
 * deleted: a directory with our name that holds our mark. The directory of the machine, for one, is
 * left alone whatever a JVM is told. Stateless.
 */
final class TemporaryDirectory {
  private static final String NAME = "shardmill-child-";
  private static final String MARK = "of-one-shardmill-child";

  private TemporaryDirectory() {}

  /** Makes a directory. */
  static Path create(Path parent) throws IOException {
    Path directory = Files.createTempDirectory(parent, NAME);
    Files.createFile(directory.resolve(MARK));
    return directory;
  }

  /** Deletes the directory of the child that runs in this process. */
  static void deleteOfThisChild() {
    delete(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /**
   * Deletes a directory that {@link #create} made, with all that is in it, as far as possible;
   * follows no links. Leaves any other alone.
   */
  static void delete(Path directory) {
    if (!isOurs(directory)) {
      return;
    }
    try {
      Files.walkFileTree(directory, new Deleting(directory.resolve(MARK)));
      Files.deleteIfExists(directory.resolve(MARK));
      Files.deleteIfExists(directory);
    } catch (IOException notAll) {
      // What is left is in a directory for temporary files, under a name of its own.
    }
  }

  private static boolean isOurs(Path directory) {
    Path name = directory.getFileName();
    return name != null
        && name.toString().startsWith(NAME)
        && Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(directory.resolve(MARK), LinkOption.NOFOLLOW_LINKS);
  }

  /** Deletes all but the mark, which goes last: what is interrupted can be gone on with. */
  private static final class Deleting extends SimpleFileVisitor<Path> {
    private final Path mark;

    Deleting(Path mark) {
      this.mark = mark;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      return file.equals(mark) ? FileVisitResult.CONTINUE : deleted(file);
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
      return deleted(file);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure) {
      return directory.equals(mark.getParent()) ? FileVisitResult.CONTINUE : deleted(directory);
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
