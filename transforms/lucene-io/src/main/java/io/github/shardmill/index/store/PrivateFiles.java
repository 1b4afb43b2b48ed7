package io.github.shardmill.index.store;

import io.github.shardmill.remote.LocalTree;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteTree;
import io.github.shardmill.remote.Transfer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Files that only their owner may read, because they hold text: made, replaced and deleted. */
final class PrivateFiles {
  private static final Logger LOG = LoggerFactory.getLogger(PrivateFiles.class);
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /** How the names of files end that are being written. */
  static final String UNFINISHED = ".unfinished";

  private PrivateFiles() {}

  /**
   * Makes a directory that has mode 0700 from its first moment, and its parents with the mode that
   * the process gives them. Its name is durable; one that is there already is left as it is.
   */
  static Path createDirectory(Path directory) throws IOException {
    if (Locations.isRemote(directory)) {
      return Files.createDirectories(directory);
    }
    if (!Files.isDirectory(directory)) {
      Path parent = directory.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      try {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(directory)) {
          throw e;
        }
        LOG.debug("{} was made by another worker", directory);
      }
      syncDirectory(parent);
    }
    return directory;
  }

  /** Writes what a file is to hold. */
  private interface Content {
    void writeTo(FileChannel channel) throws IOException;
  }

  /** Replaces a file: either the old content stands or the new, also after a power failure. */
  static void replace(Path file, byte[] content) throws IOException {
    if (Locations.isRemote(file)) {
      Files.write(file, content);
      return;
    }
    replace(
        file,
        channel -> {
          ByteBuffer bytes = ByteBuffer.wrap(content);
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  /**
   * Makes a file that is not there, whole: of several that make it at once one succeeds.
   *
   * @return whether it was this one
   */
  static boolean createNew(Path file, byte[] content) throws IOException {
    try {
      if (Locations.isRemote(file)) {
        Files.write(file, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return true;
      }
      // A file that is created has no content at first. A link leads to all of it.
      Path whole = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
      try {
        replace(whole, content);
        Files.createLink(file, whole);
      } finally {
        Files.deleteIfExists(whole);
      }
      syncDirectory(file.getParent());
      return true;
    } catch (FileAlreadyExistsException somebodyWasFirst) {
      LOG.debug("{} was made by somebody else", file);
      return false;
    }
  }

  /**
   * Moves a file, also to another file system: the target is there whole and durably, or not at
   * all.
   */
  static void move(Path file, Path target) throws IOException {
    if (Locations.isRemote(file) || Locations.isRemote(target)) {
      copyWhole(file, target);
      Files.delete(file);
      return;
    }
    try {
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      syncDirectory(target.getParent());
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      LOG.debug("{} is copied: {}", file, otherFileSystem.getMessage());
      replace(target, channel -> copy(file, channel));
      Files.delete(file);
    }
  }

  /** Copies a file of which at least one side is on another machine. */
  private static void copyWhole(Path file, Path target) throws IOException {
    if (!Locations.isRemote(file)) {
      Transfer.upload(file, target, false);
    } else if (!Locations.isRemote(target)) {
      Transfer.download(file, Files.size(file), target);
      syncDirectory(target.getParent());
    } else {
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static void copy(Path file, FileChannel target) throws IOException {
    try (FileChannel source = FileChannel.open(file)) {
      long size = source.size();
      for (long at = 0; at < size; ) {
        long count = source.transferTo(at, size - at, target);
        if (count == 0) {
          throw new EOFException(file + " became shorter while it was copied");
        }
        at += count;
      }
    }
  }

  private static void replace(Path file, Content content) throws IOException {
    // A name of its own: two workers may write the same file at once, and both are right.
    Path next = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(next, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        content.writeTo(channel);
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
    syncDirectory(file.getParent());
  }

  /** Makes the names in a directory durable. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Deletes what a process that was killed while it replaced files left in a directory. */
  static void deleteUnfinished(Path directory) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + UNFINISHED)) {
      files.forEach(PrivateFiles::deleteTree);
    }
  }

  /** Deletes a tree as far as possible; that something stays is logged and left to a later run. */
  static void deleteTree(Path root) {
    try {
      if (Locations.isRemote(root)) {
        new RemoteTree(root).delete();
      } else {
        LocalTree.delete(root);
      }
    } catch (DirectoryNotEmptyException somebodyWrites) {
      LOG.debug("{} is kept with what it holds", root, somebodyWrites);
    } catch (IOException e) {
      logKept(root, e);
    }
  }

  /** Deletes files, best effort; what stays is logged. */
  static void deleteAll(Collection<Path> files) {
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        logKept(file, e);
      }
    }
  }

  private static void logKept(Path path, IOException why) {
    LOG.warn("cannot delete {}: {}", path, why.toString());
  }
}
