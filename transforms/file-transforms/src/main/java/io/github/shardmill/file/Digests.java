package io.github.shardmill.file;

import java.io.Serializable;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What was learned from the raw bytes of a file while they were read once.
 *
 * @param md5 lower-case hex
 * @param sha1 lower-case hex
 * @param sha256 lower-case hex
 * @param size number of bytes read
 */
public record Digests(String md5, String sha1, String sha256, long size) implements Serializable {
  /** Returns SHA-256 of bytes that are in memory, lower-case hex. */
  public static String sha256Of(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
