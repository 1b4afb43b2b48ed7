package io.github.shardmill.file.mail;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The EDRM Message Identification Hash (EDRM MIH 1.0, January 2023): MD5 of a Message-ID with its
 * angle brackets, by which a mail can be told across programs and forms of storage. Stateless.
 */
public final class MessageId {
  /** Longest Message-ID; no line of a mail may be longer (RFC 5322). */
  static final int MAX_CHARACTERS = 998;

  /** {@code <id-left@id-right>}: printable ASCII, of which the left may be quoted. */
  private static final Pattern VALID =
      Pattern.compile("<(?:[!-~&&[^<>@\"]]+|\"[ -~&&[^\"<>]]+\")@[!-~&&[^<>@]]+>");

  private MessageId() {}

  /**
   * Returns the hash of a Message-ID in lower-case hex; empty for what is not {@code
   * <id-left@id-right>}, white space around it apart.
   *
   * @param stated the value of the header
   */
  public static String hash(String stated) {
    String id = stated.strip();
    if (id.length() > MAX_CHARACTERS || !VALID.matcher(id).matches()) {
      return "";
    }
    return HexFormat.of().formatHex(md5().digest(id.getBytes(StandardCharsets.US_ASCII)));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
