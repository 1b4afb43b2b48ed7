package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import java.io.IOException;

/** Lists the files of a source by the same walk and filter as {@link DiscoverFiles}. Stateless. */
public final class FileListing {
  private FileListing() {}

  /** Takes a listing, in its order. What it throws ends the listing. */
  public interface Visitor {
    /** Takes a wanted file. */
    void file(FileEntry entry) throws IOException;

    /** Takes a file that is left out, or a directory that is skipped as a whole. */
    void excluded(RelativePath path) throws IOException;

    /** Takes a directory that could not be listed. */
    void unreadableDirectory(RelativePath path) throws IOException;

    /** Is told that the listing is complete. */
    void end() throws IOException;
  }

  /**
   * Lists a source to its end. Memory is that of a walk: the entries of one directory per level.
   *
   * @throws IOException if the source as a whole cannot be read, or the visitor threw it
   */
  public static void list(SourceSpec spec, FileFilter filter, Visitor visitor) throws IOException {
    try (Walk walk = Walks.open(spec, filter, Walk.START)) {
      for (Finding found = walk.next(); found != null; found = walk.next()) {
        switch (found.kind()) {
          case FILE -> visitor.file(found.entry());
          case EXCLUDED, PRUNED_DIRECTORY -> visitor.excluded(found.path());
          case UNREADABLE_DIRECTORY -> visitor.unreadableDirectory(found.path());
        }
      }
    }
    visitor.end();
  }
}
