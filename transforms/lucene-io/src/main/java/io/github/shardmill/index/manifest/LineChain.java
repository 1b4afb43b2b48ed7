package io.github.shardmill.index.manifest;

import io.github.shardmill.index.hash.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The chain through the lines of a manifest: the value of a line is SHA-256, in lower-case hex,
 * over the value of the line before and the content of the line. In front of the first line it is
 * empty. Not thread-safe.
 */
final class LineChain {
  /** Characters of a value. */
  static final int LENGTH = 64;

  private final MessageDigest sha256 = Sha256.begin();
  private String value = "";

  /** Returns the value of the last line. */
  String value() {
    return value;
  }

  /** Goes on to a line and returns its value. */
  String add(byte[] content) {
    sha256.update(value.getBytes(StandardCharsets.US_ASCII));
    sha256.update(content);
    value = Sha256.end(sha256);
    return value;
  }

  /** Goes on from another value, as a line states it. */
  void resume(String stated) {
    value = stated;
  }
}
