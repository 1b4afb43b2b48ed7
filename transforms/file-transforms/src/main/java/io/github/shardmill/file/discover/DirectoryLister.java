package io.github.shardmill.file.discover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** How a walk sees the file system. Must be safe for use by several threads. */
interface DirectoryLister {
  /**
   * Returns the paths of all entries of a directory, in any order.
   *
   * @throws IOException if the directory cannot be listed to its end
   */
  List<Path> list(Path directory) throws IOException;

  /** Examines one entry; what goes wrong becomes an entry that says so. */
  DirEntry examine(Path entry);
}
