package io.github.shardmill.pipeline;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line what went wrong, for people. Stateless. */
public final class Failures {
  /** What Flink leaves of an exception whose class this process does not have. */
  private static final String SERIALIZED = "org.apache.flink.util.SerializedThrowable";

  private static final Pattern CLASS_AND_MESSAGE =
      Pattern.compile("([\\w$.]+\\.[\\w$]+)(?:: (.*))?", Pattern.DOTALL);

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
    String type = root.getClass().getName();
    String message = root.getMessage() == null ? "" : root.getMessage();
    if (type.equals(SERIALIZED)) {
      Matcher written = CLASS_AND_MESSAGE.matcher(message);
      if (written.matches()) {
        type = written.group(1);
        message = written.group(2) == null ? "" : written.group(2);
      }
    }
    if (FullDisk.isNoSpace(message)) {
      return "no space left on the disk; nothing was published";
    }
    if (type.equals(AccessDeniedException.class.getName())) {
      return "no permission for " + message;
    }
    if (type.equals(NoSuchFileException.class.getName())) {
      return "not there: " + message;
    }
    if (root instanceof FileSystemException) {
      return message;
    }
    String simpleName = type.substring(type.lastIndexOf('.') + 1);
    return switch (simpleName) {
      case "OutOfMemoryError" -> outOfMemory(failure);
      case "NoResourceAvailableException" ->
          "Flink has not enough free slots: end other jobs, start more TaskManagers, or lower"
              + " --parallelism";
      default -> message.isEmpty() ? simpleName : message.lines().findFirst().orElse(simpleName);
    };
  }

  /** Steps fail in other processes where the exception came through Flink's client. */
  private static String outOfMemory(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getClass().getName().startsWith("org.apache.flink.")) {
        return "out of memory: raise the task heap of Flink's workers"
            + " (taskmanager.memory.task.heap.size; -Xmx in SHARDMILL_OPTS for [local]), or lower"
            + " --ram-buffer";
      }
    }
    return "out of memory: raise -Xmx in SHARDMILL_OPTS, or lower --parallelism";
  }
}
