package io.github.shardmill.file.discover;

/** Says in one line what is wrong with an input or a filter, for the person who wrote it. */
public class InvalidSourceException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the line to show. */
  public InvalidSourceException(String message) {
    super(message);
  }

  InvalidSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
