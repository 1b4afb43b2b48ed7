package io.github.shardmill.file.discover;

import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;

/**
 * One thing that a walk has to report.
 *
 * @param kind what it is
 * @param path where it is below the root
 * @param size listed size in bytes; 0 where unknown
 * @param modifiedMillis listed time of modification, milliseconds since 1970 UTC; 0 where unknown
 * @param reason why it is not given to extraction; empty for files that are
 * @param cursor where the walk goes on after it, in a form that only the walk reads
 */
record Finding(
    Kind kind, RelativePath path, long size, long modifiedMillis, String reason, String cursor) {

  /** The kinds of findings. */
  enum Kind {
    /** A wanted file. */
    FILE,
    /** A file, or something in place of one, that is left out. */
    EXCLUDED,
    /** A directory that was not walked because the filter says so. */
    PRUNED_DIRECTORY,
    /** A directory that could not be listed, or something that may be one for all that is known. */
    UNREADABLE_DIRECTORY
  }

  /**
   * Returns the finding that an entry gives which is not a directory.
   *
   * @param reason why it is left out, or null if it is wanted
   */
  static Finding of(RelativePath path, DirEntry entry, String reason, String cursor) {
    Kind kind = reason == null ? Kind.FILE : Kind.EXCLUDED;
    String stated = reason == null ? "" : reason;
    return new Finding(kind, path, entry.size(), entry.modifiedMillis(), stated, cursor);
  }

  /** Returns the finding of something that may be there, for all that is known: not gone. */
  static Finding unknown(RelativePath path, DirEntry entry, String cursor) {
    return new Finding(Kind.UNREADABLE_DIRECTORY, path, 0, 0, entry.problem(), cursor);
  }

  /** Returns the file for extraction. */
  FileEntry entry() {
    return new FileEntry(path, size, modifiedMillis);
  }
}
