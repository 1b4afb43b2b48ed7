package io.github.shardmill.file.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Lists files of another machine. The paths of its listings know the attributes of what they name,
 * so that no entry costs a request of its own. There are no links.
 */
final class RemoteDirectoryLister implements DirectoryLister {
  @Override
  public DirEntry examine(Path entry) {
    return examine(entry, "vanished");
  }

  /** Asks for the one file, which no listing told of. */
  @Override
  public DirEntry examineNamed(Path path) {
    return examine(path, "missing");
  }

  private static DirEntry examine(Path path, String reasonIfGone) {
    byte[] name = SourcePaths.nameBytes(path);
    try {
      return DirEntry.of(path, name, Files.readAttributes(path, BasicFileAttributes.class), false);
    } catch (NoSuchFileException gone) {
      return DirEntry.other(name, reasonIfGone);
    } catch (IOException e) {
      return DirEntry.unknown(name, ListingFailures.reason(e));
    }
  }

  @Override
  public boolean listsAttributes() {
    return true;
  }
}
