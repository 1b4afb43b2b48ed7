package io.github.shardmill.index.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another run is writing to the index. The message says which one. */
public final class IndexLockedException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public IndexLockedException(Path index, String holder) {
    super(
        "another run is writing to "
            + index
            + (holder.isEmpty() ? "" : " (" + holder + ")")
            + "; wait for it to end");
  }
}
