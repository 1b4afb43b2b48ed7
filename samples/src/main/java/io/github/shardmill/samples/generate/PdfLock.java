package io.github.shardmill.samples.generate;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * The standard security handler of PDF 1.4 with 128-bit keys (revision 3). Chosen because it uses
 * no random numbers, so that the same document gives the same bytes; it protects nothing.
 */
final class PdfLock {
  private static final int PERMISSIONS = -4;
  private static final int KEY_BYTES = 16;
  private static final byte[] PADDING =
      HexFormat.of().parseHex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a");

  private final byte[] documentId;
  private final byte[] owner;
  private final byte[] user;
  private final byte[] key;

  /** Derives everything from the passwords and a seed that stands for the document. */
  PdfLock(String userPassword, String ownerPassword, String seed) {
    documentId = md5(seed.getBytes(StandardCharsets.UTF_8));
    byte[] ownerKey = strengthened(md5(padded(ownerPassword)));
    owner = encryptedTwentyTimes(padded(userPassword), ownerKey);
    byte[] permissions =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(PERMISSIONS).array();
    key = strengthened(md5(padded(userPassword), owner, permissions, documentId));
    user = Arrays.copyOf(encryptedTwentyTimes(md5(PADDING, documentId), key), PADDING.length);
  }

  /** Returns what the file's ID must hold, twice. */
  byte[] documentId() {
    return documentId.clone();
  }

  /** Returns the encryption dictionary. */
  String dictionary() {
    return Template.filled(
        "<</Filter/Standard/V 2/R 3/Length 128/P %d/O%s/U%s>>", PERMISSIONS, hex(owner), hex(user));
  }

  /** Encrypts a string or stream of the object with this number, generation 0. */
  byte[] encrypted(byte[] data, int object) {
    byte[] salt = {(byte) object, (byte) (object >> 8), (byte) (object >> 16), 0, 0};
    return rc4(data, md5(key, salt));
  }

  static String hex(byte[] bytes) {
    return "<" + HexFormat.of().formatHex(bytes) + ">";
  }

  private static byte[] padded(String password) {
    byte[] bytes = password.getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(PADDING.length)
        .put(bytes)
        .put(PADDING, 0, PADDING.length - bytes.length)
        .array();
  }

  private static byte[] strengthened(byte[] key) {
    byte[] stronger = key;
    for (int i = 0; i < 50; i++) {
      stronger = md5(stronger);
    }
    return stronger;
  }

  private static byte[] encryptedTwentyTimes(byte[] data, byte[] key) {
    byte[] encrypted = data;
    for (int round = 0; round < 20; round++) {
      byte[] roundKey = key.clone();
      for (int i = 0; i < roundKey.length; i++) {
        roundKey[i] ^= (byte) round;
      }
      encrypted = rc4(encrypted, roundKey);
    }
    return encrypted;
  }

  private static byte[] md5(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static byte[] rc4(byte[] data, byte[] key) {
    try {
      Cipher cipher = Cipher.getInstance("ARCFOUR");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, 0, KEY_BYTES, "ARCFOUR"));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks RC4, which old PDFs need", e);
    }
  }
}
