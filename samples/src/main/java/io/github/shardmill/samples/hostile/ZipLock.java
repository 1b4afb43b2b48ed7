package io.github.shardmill.samples.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.SplittableRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts entries of a zip as archivers do: with the cipher that PKZIP began with, and with the
 * AES of WinZip. What ought to be chance comes from a fixed seed: the same entries give the same
 * bytes, and are protected from nobody.
 */
final class ZipLock {
  private static final int STORED = 0;
  private static final int PKZIP_HEAD_BYTES = 12;
  private static final int AES_KEY_BYTES = 32;
  private static final int AES_SALT_BYTES = 16;
  private static final int AES_CHECK_BYTES = 2;
  private static final int AES_SUM_BYTES = 10;
  private static final int AES_BLOCK_BYTES = 16;
  private static final int AES_ITERATIONS = 1_000;

  /** Names the field, its length, version 2 (no checksum), its owner, 256 bits, and "stored". */
  private static final byte[] AES_FIELD = {0x01, (byte) 0x99, 7, 0, 2, 0, 'A', 'E', 3, 0, 0};

  private final String password;
  private final SplittableRandom random;

  ZipLock(String password) {
    this.password = password;
    this.random = new SplittableRandom(password.hashCode());
  }

  /** Adds an entry that is stored and encrypted with PKZIP's cipher. */
  RawZip addPkzip(RawZip zip, String name, byte[] content) {
    RawZip.Header open = RawZip.headerOf(content, STORED);
    byte[] head = chance(PKZIP_HEAD_BYTES);
    head[PKZIP_HEAD_BYTES - 1] = (byte) (open.crc() >>> 24);
    PkzipCipher cipher = new PkzipCipher(password);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    packed.writeBytes(cipher.encrypted(head));
    packed.writeBytes(cipher.encrypted(content));
    RawZip.Header locked = new RawZip.Header(RawZip.ENCRYPTED, STORED, open.crc(), content.length);
    return zip.add(name, locked, packed.toByteArray());
  }

  /** Adds an entry that is stored and encrypted with AES of 256 bits, as WinZip does (AE-2). */
  RawZip addAes(RawZip zip, String name, byte[] content) {
    byte[] salt = chance(AES_SALT_BYTES);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try {
      byte[] keys =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(
                  new PBEKeySpec(
                      password.toCharArray(),
                      salt,
                      AES_ITERATIONS,
                      (2 * AES_KEY_BYTES + AES_CHECK_BYTES) * Byte.SIZE))
              .getEncoded();
      byte[] encrypted = aes(content, Arrays.copyOf(keys, AES_KEY_BYTES));
      Mac sum = Mac.getInstance("HmacSHA1");
      sum.init(new SecretKeySpec(keys, AES_KEY_BYTES, AES_KEY_BYTES, "HmacSHA1"));
      packed.writeBytes(salt);
      packed.write(keys, 2 * AES_KEY_BYTES, AES_CHECK_BYTES);
      packed.writeBytes(encrypted);
      packed.write(sum.doFinal(encrypted), 0, AES_SUM_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt zips", e);
    }
    RawZip.Header header = new RawZip.Header(RawZip.ENCRYPTED, RawZip.AES, 0, content.length);
    return zip.add(name, header, packed.toByteArray(), AES_FIELD);
  }

  /** Counts blocks from the lowest byte on, which no cipher of Java does. */
  private static byte[] aes(byte[] content, byte[] key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < content.length; at += AES_BLOCK_BYTES) {
      byte[] counter =
          ByteBuffer.allocate(AES_BLOCK_BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(at / AES_BLOCK_BYTES + 1)
              .array();
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(counter));
      int length = Math.min(AES_BLOCK_BYTES, content.length - at);
      out.writeBytes(cipher.doFinal(content, at, length));
    }
    return out.toByteArray();
  }

  private byte[] chance(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The cipher of APPNOTE 6.1: three keys that every byte changes. */
  private static final class PkzipCipher {
    private final int[] keys = {0x12345678, 0x23456789, 0x34567890};

    PkzipCipher(String password) {
      password.chars().forEach(this::change);
    }

    byte[] encrypted(byte[] plain) {
      byte[] encrypted = new byte[plain.length];
      for (int i = 0; i < plain.length; i++) {
        int mask = (keys[2] | 2) & 0xffff;
        encrypted[i] = (byte) (plain[i] ^ (mask * (mask ^ 1)) >>> 8);
        change(plain[i]);
      }
      return encrypted;
    }

    private void change(int plain) {
      keys[0] = sum(keys[0], plain);
      keys[1] = (keys[1] + (keys[0] & 0xff)) * 134_775_813 + 1;
      keys[2] = sum(keys[2], keys[1] >>> 24);
    }

    /** One step of CRC-32, from any state. */
    private static int sum(int state, int value) {
      int next = state ^ (value & 0xff);
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        next = next >>> 1 ^ ((next & 1) == 0 ? 0 : 0xedb88320);
      }
      return next;
    }
  }
}
