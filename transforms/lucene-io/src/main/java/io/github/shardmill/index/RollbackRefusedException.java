package io.github.shardmill.index;

import java.io.IOException;

/**
 * There is no commit that the index could go back to as it was asked for. The message says why and
 * which there are; nothing was changed.
 */
public final class RollbackRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  RollbackRefusedException(String message) {
    super(message);
  }
}
