package io.github.shardmill.index.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The chain through the lines of a manifest: the value of a line is SHA-256, in lower-case hex,
 * over the value of the line before and the content of the line. In front of the first line it is
 * empty. Not thread-safe.
 */
final class LineChain {
  /** Characters of a value. */
  static final int LENGTH = 64;

  private final MessageDigest sha256 = sha256();
  private String value = "";

  /** Returns the value of the last line. */
  String value() {
    return value;
  }

  /** Goes on to a line and returns its value. */
  String add(byte[] content) {
    sha256.update(value.getBytes(StandardCharsets.US_ASCII));
    value = HexFormat.of().formatHex(sha256.digest(content));
    return value;
  }

  /** Goes on from another value, as a line states it. */
  void resume(String stated) {
    value = stated;
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
