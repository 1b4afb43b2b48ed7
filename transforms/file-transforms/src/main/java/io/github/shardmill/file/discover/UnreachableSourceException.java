package io.github.shardmill.file.discover;

/** Nobody can say whether a source is there: its file system does not answer, or refuses to. */
public final class UnreachableSourceException extends InvalidSourceException {
  private static final long serialVersionUID = 1L;

  UnreachableSourceException(String message, Throwable cause) {
    super(message, cause);
  }
}
