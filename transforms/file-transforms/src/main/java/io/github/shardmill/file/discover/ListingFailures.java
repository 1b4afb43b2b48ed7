package io.github.shardmill.file.discover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** What file systems say when they do not list, in words. Stateless. */
final class ListingFailures {
  private ListingFailures() {}

  /** Returns what went wrong, without the path where the failure tells the two apart. */
  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "vanished";
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (e instanceof FileSystemLoopException) {
      return "link loop";
    }
    if (e instanceof FileSystemException detailed) {
      return detailed.getReason() != null ? detailed.getReason() : e.getClass().getSimpleName();
    }
    return e.getMessage() != null ? e.getMessage() : e.getClass().getSimpleName();
  }
}
