package io.github.shardmill.pipeline;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.store.Directory;

/** Keeps a build from writing an index where something else is. */
final class IndexTarget {
  private IndexTarget() {}

  /**
   * Checks that a directory is missing, empty, or an index.
   *
   * @throws BuildRefusedException if it is something else
   */
  static void requireUsable(IndexLayout layout) throws IOException {
    Path index = layout.index();
    if (!Presence.exists(index)) {
      return;
    }
    if (!Presence.isDirectory(index)) {
      throw new BuildRefusedException(
          Reason.USAGE, index + " is a file; --index names a directory");
    }
    try (Directory directory = IndexDirectories.reading(index)) {
      boolean isIndex = Base.read(directory).generation() >= 0;
      if (!isIndex && !Presence.isDirectory(layout.own()) && !isEmpty(index)) {
        throw new BuildRefusedException(
            Reason.USAGE, index + " holds files that are no index; name an empty or new directory");
      }
    } catch (IndexFormatTooNewException | IndexFormatTooOldException e) {
      throw new BuildRefusedException(
          Reason.USAGE,
          index + " was written by another version of Lucene; name another directory",
          e);
    }
  }

  private static boolean isEmpty(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    }
  }
}
