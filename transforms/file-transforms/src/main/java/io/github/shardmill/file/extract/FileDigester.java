package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests the bytes of one file after another. Not safe for use by many threads. */
final class FileDigester {
  private static final int CHUNK_BYTES = 1 << 16;

  private final MessageDigest md5 = digest("MD5");
  private final MessageDigest sha1 = digest("SHA-1");
  private final MessageDigest sha256 = digest("SHA-256");
  private long size;

  /** Returns the digests of a file. */
  static Digests digest(Path path) throws IOException {
    FileDigester digester = new FileDigester();
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(path)) {
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digester.add(chunk, 0, read);
      }
    }
    return digester.finish();
  }

  /** Forgets what was added, for the next file. */
  void reset() {
    md5.reset();
    sha1.reset();
    sha256.reset();
    size = 0;
  }

  /** Adds the next bytes of the file. */
  void add(byte[] bytes, int offset, int length) {
    md5.update(bytes, offset, length);
    sha1.update(bytes, offset, length);
    sha256.update(bytes, offset, length);
    size += length;
  }

  /** Returns the digests of all bytes since the last reset, and resets. */
  Digests finish() {
    HexFormat hex = HexFormat.of();
    Digests digests =
        new Digests(
            hex.formatHex(md5.digest()),
            hex.formatHex(sha1.digest()),
            hex.formatHex(sha256.digest()),
            size);
    size = 0;
    return digests;
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has " + algorithm, missing);
    }
  }
}
