package io.github.shardmill.index.store;

import java.io.IOException;

/**
 * A commit was not made because another writer was first, or has the right to write now. What the
 * index is at is known: not this commit. The message says what happened.
 */
public final class CommitLostException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public CommitLostException(String message) {
    super(message);
  }

  CommitLostException(String message, IOException cause) {
    super(message, cause);
  }
}
