package io.github.shardmill.samples.rival;

import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;

/**
 * What the parser made of one file.
 *
 * @param outcome as Shardmill names it
 * @param cause one line, empty for OK
 * @param text all of it, empty where parsing failed
 * @param metadata all that the parser noted; of a file that failed only the type counts
 */
record ParsedFile(String outcome, String cause, String text, Metadata metadata) {

  /** Returns a file that no parser reads. */
  static ParsedFile unsupported(Metadata metadata) {
    return new ParsedFile("UNSUPPORTED", "no parser for " + contentType(metadata), "", metadata);
  }

  /** Returns a file that the parser gave up: for want of a password, or because it is damaged. */
  static ParsedFile failed(Throwable failure, Metadata metadata) {
    Throwable cause = failure;
    while (!(cause instanceof EncryptedDocumentException) && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof EncryptedDocumentException) {
      return failed("ENCRYPTED", cause, metadata);
    }
    return failed(cause instanceof Error ? "CRASHED" : "CORRUPT", cause, metadata);
  }

  /** Returns a file that failed, with the cause in words. */
  static ParsedFile failed(String outcome, Throwable cause, Metadata metadata) {
    String name = cause.getClass().getSimpleName();
    String message = cause.getMessage() == null ? "" : cause.getMessage().strip();
    String line = message.isEmpty() ? name : name + ": " + message;
    return new ParsedFile(outcome, line.replaceAll("\\s*[\\r\\n]+\\s*", " "), "", metadata);
  }

  /** Returns whether there is text, or could have been. */
  boolean isIndexed() {
    return outcome.equals("OK") || outcome.equals("TRUNCATED");
  }

  /** Returns the type without parameters. */
  String contentType() {
    return contentType(metadata);
  }

  private static String contentType(Metadata metadata) {
    MediaType type = MediaType.parse(metadata.get(Metadata.CONTENT_TYPE));
    return type == null ? MediaType.OCTET_STREAM.toString() : type.getBaseType().toString();
  }
}
