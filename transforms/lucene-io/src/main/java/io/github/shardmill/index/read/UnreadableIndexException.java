package io.github.shardmill.index.read;

import java.io.IOException;
import java.nio.file.Path;

/** An index cannot be opened. The message is one line: what, which path, what to do. */
public final class UnreadableIndexException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  UnreadableIndexException(Reason reason, Path path, String advice, Throwable cause) {
    super(reason.words + ": " + path + "; " + advice, cause);
    this.reason = reason;
  }

  /** Returns why. */
  public Reason reason() {
    return reason;
  }

  /** Why an index cannot be opened. */
  public enum Reason {
    /** Nothing is at the path. */
    MISSING("no such directory"),
    /** A file is at the path. */
    NOT_A_DIRECTORY("not a directory"),
    /** The directory is empty. */
    EMPTY("an empty directory, not an index"),
    /** The directory holds something else than an index. */
    NOT_AN_INDEX("not an index"),
    /** A run began to build an index there, and none has committed yet. */
    NOTHING_COMMITTED("no run has committed this index yet"),
    /** The commit that was asked for is not there, or no longer. */
    NO_SUCH_COMMIT("no such commit"),
    /** Another Lucene or Shardmill, newer than this one, wrote it. */
    TOO_NEW("an index of a newer version"),
    /** Lucene no longer reads the version that wrote it. */
    TOO_OLD("an index of a Lucene too old to be read"),
    /** The file permissions forbid to read it. */
    FORBIDDEN("no permission to read the index"),
    /** The machine that the index is on does not answer, or does not let it be read. */
    UNREACHABLE("the index cannot be reached"),
    /** Files of the commit are missing, shortened or altered. */
    DAMAGED("a damaged index");

    private final String words;

    Reason(String words) {
      this.words = words;
    }
  }
}
