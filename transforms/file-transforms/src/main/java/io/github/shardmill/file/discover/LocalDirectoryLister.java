package io.github.shardmill.file.discover;

import io.github.shardmill.file.discover.DirEntry.Stamp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists and examines local files: one read of the attributes per entry, two more calls per link.
 *
 * <p>A link is followed only if what it finally leads to is below the root; otherwise a link in an
 * untrusted tree would carry files into the index that were never meant to be there.
 */
final class LocalDirectoryLister implements DirectoryLister {
  private final Path realRoot;

  /**
   * Creates a lister.
   *
   * @param realRoot the root with all links resolved
   */
  LocalDirectoryLister(Path realRoot) {
    this.realRoot = realRoot;
  }

  @Override
  public List<Path> list(Path directory) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  @Override
  public DirEntry examine(Path entry) {
    byte[] name = LocalPaths.nameBytes(entry);
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return DirEntry.other(name, reason(gone));
    } catch (IOException e) {
      return DirEntry.unknown(name, reason(e));
    }
    try {
      return attributes.isSymbolicLink() ? follow(entry, name) : of(name, attributes, false);
    } catch (IOException e) {
      return DirEntry.other(name, reason(e));
    }
  }

  /** Examines what somebody named, which may be reached through links at any place. */
  DirEntry examineNamed(Path path) {
    byte[] name = LocalPaths.nameBytes(path);
    try {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          ? follow(path, name)
          : DirEntry.other(name, "missing");
    } catch (IOException e) {
      return DirEntry.other(name, reason(e));
    }
  }

  private DirEntry follow(Path link, byte[] name) throws IOException {
    Path target;
    try {
      target = link.toRealPath();
    } catch (NoSuchFileException e) {
      return DirEntry.other(name, "link to nothing");
    }
    if (!target.startsWith(realRoot)) {
      return DirEntry.other(name, "link out of the root");
    }
    return of(name, Files.readAttributes(target, BasicFileAttributes.class), true);
  }

  /** Returns the entry that attributes describe. */
  static DirEntry of(byte[] name, BasicFileAttributes attributes, boolean link) {
    if (attributes.isRegularFile()) {
      return DirEntry.file(
          name, new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
    }
    if (attributes.isDirectory()) {
      return DirEntry.directory(name, attributes.fileKey(), link);
    }
    return DirEntry.other(name, "special file (pipe, socket or device)");
  }

  /** Returns what went wrong, without the path. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "vanished";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemLoopException) {
      return "link loop";
    }
    if (e instanceof FileSystemException detailed && detailed.getReason() != null) {
      return detailed.getReason();
    }
    return e.getClass().getSimpleName();
  }
}
