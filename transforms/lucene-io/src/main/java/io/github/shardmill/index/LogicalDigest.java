package io.github.shardmill.index;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.Serializable;
import java.math.BigInteger;
import java.util.HexFormat;

/**
 * A sum modulo 2^256 of document digests: equal for the same set of documents, whatever the order,
 * the shards and the runner. Immutable. It proves equality, not that nobody tampered.
 */
public final class LogicalDigest implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  /** The digest of no documents. */
  public static final LogicalDigest ZERO = new LogicalDigest(BigInteger.ZERO);

  private final BigInteger sum;

  private LogicalDigest(BigInteger sum) {
    this.sum = sum;
  }

  /** Returns the digest of one document from its 32 bytes, the first the most significant. */
  public static LogicalDigest ofDocument(byte[] digest) {
    if (digest.length != DocumentDigester.DIGEST_BYTES) {
      throw new IllegalArgumentException("a document digest has 32 bytes, not " + digest.length);
    }
    return new LogicalDigest(new BigInteger(1, digest));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if it is not 64 hex digits
   */
  @JsonCreator
  public static LogicalDigest parse(String hex) {
    return ofDocument(HexFormat.of().parseHex(hex));
  }

  /** Returns the digest of both sets of documents together. */
  public LogicalDigest plus(LogicalDigest other) {
    return new LogicalDigest(sum.add(other.sum).mod(MODULUS));
  }

  /** Returns the digest without the documents of {@code other}. */
  public LogicalDigest minus(LogicalDigest other) {
    return new LogicalDigest(sum.subtract(other.sum).mod(MODULUS));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogicalDigest that && sum.equals(that.sum);
  }

  @Override
  public int hashCode() {
    return sum.hashCode();
  }

  /** Returns 64 lower-case hex digits. */
  @Override
  @JsonValue
  public String toString() {
    String hex = sum.toString(16);
    return "0".repeat(64 - hex.length()) + hex;
  }
}
