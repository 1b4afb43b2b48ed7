package io.github.shardmill.file.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

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
  public DirEntry examine(Path entry) {
    byte[] name = SourcePaths.nameBytes(entry);
    BasicFileAttributes attributes;
    try {
      attributes =
          Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException gone) {
      return DirEntry.other(name, ListingFailures.reason(gone));
    } catch (IOException e) {
      return DirEntry.unknown(name, ListingFailures.reason(e));
    }
    try {
      return attributes.isSymbolicLink()
          ? follow(entry, name)
          : DirEntry.of(entry, name, attributes, false);
    } catch (IOException e) {
      return DirEntry.other(name, ListingFailures.reason(e));
    }
  }

  @Override
  public DirEntry examineNamed(Path path) {
    byte[] name = SourcePaths.nameBytes(path);
    try {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS)
          ? follow(path, name)
          : DirEntry.other(name, "missing");
    } catch (IOException e) {
      return DirEntry.other(name, ListingFailures.reason(e));
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
    return DirEntry.of(target, name, Files.readAttributes(target, BasicFileAttributes.class), true);
  }
}
