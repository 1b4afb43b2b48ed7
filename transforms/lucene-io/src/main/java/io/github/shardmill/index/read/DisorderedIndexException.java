package io.github.shardmill.index.read;

import java.io.IOException;

/** The documents of an index are not in the order in which Shardmill writes them. */
public final class DisorderedIndexException extends IOException {
  private static final long serialVersionUID = 1L;

  DisorderedIndexException(String id) {
    super(
        "the documents are not in order of their ids, see '"
            + id
            + "': another program has changed the index, build it again");
  }
}
