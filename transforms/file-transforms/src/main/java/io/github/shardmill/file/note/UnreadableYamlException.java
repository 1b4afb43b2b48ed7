package io.github.shardmill.file.note;

/** What stands where front matter would stand is not YAML, or is nested beyond all measure. */
final class UnreadableYamlException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableYamlException(String message) {
    super(message);
  }

  UnreadableYamlException(Throwable cause) {
    super(cause);
  }
}
