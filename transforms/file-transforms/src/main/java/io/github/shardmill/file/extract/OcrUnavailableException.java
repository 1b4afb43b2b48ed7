package io.github.shardmill.file.extract;

/** Says in one line why this machine cannot read text from pictures, for who asked for it. */
public class OcrUnavailableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  OcrUnavailableException(String message) {
    super(message);
  }

  OcrUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
