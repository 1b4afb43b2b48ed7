package io.github.shardmill.pipeline;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says in one line what went wrong, for people. Stateless. */
public final class Failures {
  private Failures() {}

  /** Returns the innermost cause, which is what happened; the others say where it passed by. */
  static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }

  /** Returns one line about the innermost cause. */
  public static String line(Throwable failure) {
    Throwable root = root(failure);
    String message = root.getMessage() == null ? "" : root.getMessage();
    if (FullDisk.isNoSpace(root)) {
      return "no space left on the disk; nothing was published";
    }
    if (root instanceof AccessDeniedException) {
      return "no permission for " + message;
    }
    if (root instanceof NoSuchFileException) {
      return "not there: " + message;
    }
    if (root instanceof FileSystemException) {
      return message;
    }
    if (root instanceof OutOfMemoryError) {
      return "out of memory: raise -Xmx in SHARDMILL_OPTS, or lower --parallelism";
    }
    return message.isEmpty() ? root.getClass().getSimpleName() : message.lines().findFirst().get();
  }
}
