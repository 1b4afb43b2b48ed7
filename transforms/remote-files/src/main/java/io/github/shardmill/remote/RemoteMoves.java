package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Copies and moves of remote files to remote files: inside the store if both are there, through a
 * local file otherwise. The target is there whole or as it was. That it must not be there is
 * checked beforehand, and does not hold between machines: who needs that, writes with {@code
 * CREATE_NEW}.
 */
final class RemoteMoves {
  private RemoteMoves() {}

  static void copy(RemotePath from, RemotePath to, List<CopyOption> options) throws IOException {
    requireKnown(options, false);
    if (from.toAbsolutePath().equals(to.toAbsolutePath())) {
      return;
    }
    RemoteEntry source = from.require();
    if (!options.contains(StandardCopyOption.REPLACE_EXISTING)) {
      RemoteFileSystemProvider.requireAbsent(to);
    }
    copy(from, source, to);
  }

  static void move(RemotePath from, RemotePath to, List<CopyOption> options) throws IOException {
    requireKnown(options, true);
    if (from.toAbsolutePath().equals(to.toAbsolutePath())) {
      return;
    }
    boolean atomic = options.contains(StandardCopyOption.ATOMIC_MOVE);
    if (!atomic && !options.contains(StandardCopyOption.REPLACE_EXISTING)) {
      RemoteFileSystemProvider.requireAbsent(to);
    }
    try {
      rename(from, to);
    } catch (AtomicMoveNotSupportedException e) {
      if (atomic) {
        throw e;
      }
      copyAndDelete(from, to);
    }
  }

  private static void rename(RemotePath from, RemotePath to) throws IOException {
    if (from.getFileSystem() != to.getFileSystem()) {
      throw new AtomicMoveNotSupportedException(
          from.toString(), to.toString(), "they are in different stores");
    }
    from.store().rename(RemoteFileSystems.key(from), RemoteFileSystems.key(to));
  }

  private static void copyAndDelete(RemotePath from, RemotePath to) throws IOException {
    RemoteEntry source = from.require();
    if (source.directory()) {
      throw new DirectoryNotEmptyException(from.toString());
    }
    copy(from, source, to);
    from.store().delete(List.of(source.key()));
  }

  private static void copy(RemotePath from, RemoteEntry source, RemotePath to) throws IOException {
    if (source.directory()) {
      to.store().createDirectory(RemoteFileSystems.key(to));
    } else if (from.getFileSystem() == to.getFileSystem()) {
      from.store().copy(source.key(), RemoteFileSystems.key(to));
    } else {
      try (ScratchDirectory scratch = ScratchDirectory.create("copy")) {
        Path between = scratch.path().resolve("between");
        Transfer.download(from, source.size(), between);
        Transfer.upload(between, to, false);
      }
    }
  }

  private static void requireKnown(List<CopyOption> options, boolean move) {
    for (CopyOption option : options) {
      boolean known =
          option == StandardCopyOption.REPLACE_EXISTING
              || option == LinkOption.NOFOLLOW_LINKS
              || option
                  == (move ? StandardCopyOption.ATOMIC_MOVE : StandardCopyOption.COPY_ATTRIBUTES);
      if (!known) {
        throw new UnsupportedOperationException("remote files are not copied with " + option);
      }
    }
  }
}
