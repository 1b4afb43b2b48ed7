package io.github.shardmill.file.discover;

import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** How a walk sees the file system. Must be safe for use by several threads. */
interface DirectoryLister {
  /**
   * Hands over the paths of all entries of a directory, in any order.
   *
   * @throws IOException if the directory cannot be listed to its end
   */
  default void list(Path directory, Consumer<Path> entries) throws IOException {
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory)) {
      stream.forEach(entries);
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Examines one entry of a listing; what goes wrong becomes an entry that says so. */
  DirEntry examine(Path entry);

  /** Examines what somebody named, wherever links lead; what goes wrong becomes an entry. */
  DirEntry examineNamed(Path path);

  /**
   * Returns whether a listing tells all about its entries, so that examining one costs nothing, and
   * takes its time instead.
   */
  default boolean listsAttributes() {
    return false;
  }

  /**
   * Returns what lists below a root.
   *
   * @throws IOException if the root is not there
   */
  static DirectoryLister below(Path root) throws IOException {
    return Locations.isRemote(root)
        ? new RemoteDirectoryLister()
        : new LocalDirectoryLister(root.toRealPath());
  }
}
