package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes a 7z of entries that are stored, each in a folder of its own and encrypted or not, and
 * encrypts its list of names on request. No number in it is random: the same entries give the same
 * bytes, and are protected from nobody.
 */
final class SevenZipLock {
  /** The key is the digest of 2 to the power of this repetitions; archivers take 19. */
  private static final int CYCLES_POWER = 10;

  /** 2026-01-12, in the tenths of microseconds since 1601 of Windows. */
  private static final long TIME = (1_768_176_000L + 11_644_473_600L) * 10_000_000L;

  private static final int BLOCK_BYTES = 16;

  private final byte[] key;
  private final ByteArrayOutputStream packed = new ByteArrayOutputStream();
  private final List<Folder> folders = new ArrayList<>();
  private final ByteArrayOutputStream names = new ByteArrayOutputStream();

  /**
   * Some packed bytes.
   *
   * @param packedLength how many there are
   * @param length how many they are unpacked
   * @param crc of those
   */
  private record Folder(boolean isLocked, int packedLength, int length, int crc) {}

  SevenZipLock(String password) {
    this.key = key(password);
  }

  SevenZipLock addOpen(String name, byte[] content) {
    return add(name, content, false);
  }

  SevenZipLock addLocked(String name, byte[] content) {
    return add(name, content, true);
  }

  private SevenZipLock add(String name, byte[] content, boolean isLocked) {
    folders.add(folder(content, isLocked));
    names.writeBytes((name + "\0").getBytes(UTF_16LE));
    return this;
  }

  private Folder folder(byte[] content, boolean isLocked) {
    byte[] bytes = isLocked ? encrypted(content) : content;
    packed.writeBytes(bytes);
    return new Folder(isLocked, bytes.length, content.length, crc(content));
  }

  /** Returns the archive; its names can be read. */
  byte[] toBytes() {
    return withHeader(header());
  }

  /** Returns the archive with its names encrypted. */
  byte[] toBytesWithoutNames() {
    int at = packed.size();
    Folder header = folder(header(), true);
    Numbers encoded = new Numbers().put(0x17);
    putStreams(encoded, at, List.of(header));
    return withHeader(encoded.toBytes());
  }

  private byte[] header() {
    Numbers header = new Numbers().put(0x01, 0x04);
    putStreams(header, 0, folders);
    header.put(0x05, folders.size(), 0x11).putNumber(names.size() + 1).put(0);
    header.put(names.toByteArray());
    header.put(0x14).putNumber(2 + Long.BYTES * folders.size()).put(1, 0);
    folders.forEach(folder -> header.put(fixed(Long.BYTES).putLong(TIME).array()));
    return header.put(0, 0).toBytes();
  }

  /** Where the packed bytes are, how each folder is unpacked, and what comes out. */
  private static void putStreams(Numbers out, int at, List<Folder> folders) {
    out.put(0x06).putNumber(at).put(folders.size(), 0x09);
    folders.forEach(folder -> out.putNumber(folder.packedLength()));
    out.put(0x00, 0x07, 0x0b, folders.size(), 0);
    for (Folder folder : folders) {
      if (folder.isLocked()) {
        // One coder with properties, AES and SHA-256: no salt, and 16 bytes to begin with.
        out.put(1, 0x24, 0x06, 0xf1, 0x07, 0x01, 2 + BLOCK_BYTES);
        out.put(0x40 | CYCLES_POWER, BLOCK_BYTES - 1).put(new byte[BLOCK_BYTES]);
      } else {
        out.put(1, 0x01, 0x00);
      }
    }
    out.put(0x0c);
    folders.forEach(folder -> out.putNumber(folder.length()));
    out.put(0x0a, 1);
    folders.forEach(folder -> out.put(fixed(4).putInt(folder.crc()).array()));
    // One stream in each folder, which is what nothing says too; some readers want it said.
    out.put(0x00, 0x08, 0x00, 0x00);
  }

  private byte[] withHeader(byte[] header) {
    byte[] next =
        fixed(20).putLong(packed.size()).putLong(header.length).putInt(crc(header)).array();
    return new Numbers()
        .put('7', 'z', 0xbc, 0xaf, 0x27, 0x1c, 0, 4)
        .put(fixed(4).putInt(crc(next)).array())
        .put(next)
        .put(packed.toByteArray())
        .put(header)
        .toBytes();
  }

  private byte[] encrypted(byte[] content) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.ENCRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec(new byte[BLOCK_BYTES]));
      int blocks = (content.length + BLOCK_BYTES - 1) / BLOCK_BYTES;
      return cipher.doFinal(Arrays.copyOf(content, blocks * BLOCK_BYTES));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt 7z archives", e);
    }
  }

  private static byte[] key(String password) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] characters = password.getBytes(UTF_16LE);
      for (long cycle = 0; cycle < 1L << CYCLES_POWER; cycle++) {
        digest.update(characters);
        digest.update(fixed(8).putLong(cycle).array());
      }
      return digest.digest();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt 7z archives", e);
    }
  }

  private static int crc(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return (int) sum.getValue();
  }

  private static ByteBuffer fixed(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Bytes, and numbers as 7z packs them. */
  private static final class Numbers {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Numbers put(int... bytes) {
      for (int value : bytes) {
        out.write(value);
      }
      return this;
    }

    Numbers put(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    /** A number below 2^14, in two bytes, of which the first begins with the bits 10. */
    Numbers putNumber(int number) {
      if (number >= 1 << 14) {
        throw new IllegalArgumentException("more than these archives hold: " + number);
      }
      return put(0x80 | number >> 8, number & 0xff);
    }

    byte[] toBytes() {
      return out.toByteArray();
    }
  }
}
