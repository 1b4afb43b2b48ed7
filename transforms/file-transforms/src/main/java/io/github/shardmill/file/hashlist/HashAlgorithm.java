package io.github.shardmill.file.hashlist;

import io.github.shardmill.file.Digests;
import java.util.Optional;

/** The digests that a list may hold. The order is that of a list's parts, and does not change. */
public enum HashAlgorithm {
  /** 16 bytes. */
  MD5("MD5", 16),
  /** 20 bytes. */
  SHA1("SHA-1", 20),
  /** 32 bytes. */
  SHA256("SHA-256", 32);

  private final String label;
  private final int bytes;

  HashAlgorithm(String label, int bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /** Returns how people write it. */
  public String label() {
    return label;
  }

  /** Returns how many bytes a digest has. */
  int bytes() {
    return bytes;
  }

  /** Returns the digest of a file, lower-case hex. */
  public String of(Digests digests) {
    return switch (this) {
      case MD5 -> digests.md5();
      case SHA1 -> digests.sha1();
      case SHA256 -> digests.sha256();
    };
  }

  /** Returns the one whose digests have so many hex digits. */
  static Optional<HashAlgorithm> ofDigits(int digits) {
    for (HashAlgorithm algorithm : values()) {
      if (2 * algorithm.bytes == digits) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }
}
