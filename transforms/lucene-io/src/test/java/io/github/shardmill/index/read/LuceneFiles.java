package io.github.shardmill.index.read;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Forges Lucene's files as another version, a bad disk or a careless person would leave them. */
final class LuceneFiles {
  private static final int MAGIC_BYTES = 4;
  private static final int CHECKSUM_BYTES = 8;

  private LuceneFiles() {}

  static Path find(Path index, String prefix, String suffix) throws IOException {
    try (Stream<Path> files = Files.list(index)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(prefix))
          .filter(f -> f.getFileName().toString().endsWith(suffix))
          .findFirst()
          .orElseThrow();
    }
  }

  static void truncate(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));
  }

  static void flipByte(Path file, int at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[at] ^= 0x40;
    Files.write(file, bytes);
  }

  /** Writes another format version into the header, and a checksum that fits. */
  static void setFormatVersion(Path file, int version) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int codecLength = bytes[MAGIC_BYTES];
    ByteBuffer.wrap(bytes).putInt(MAGIC_BYTES + 1 + codecLength, version);
    writeSealed(file, bytes);
  }

  /** Makes a commit name a Lucene version and codec, both as long as the real ones. */
  static void setLuceneVersion(Path segmentsFile, String codec, int... version) throws IOException {
    byte[] bytes = Files.readAllBytes(segmentsFile);
    replace(bytes, "Lucene912".getBytes(US_ASCII), codec.getBytes(US_ASCII));
    int afterFormat = MAGIC_BYTES + 1 + bytes[MAGIC_BYTES] + Integer.BYTES + 16;
    int at = afterFormat + 1 + bytes[afterFormat];
    for (int i = 0; i < version.length; i++) {
      bytes[at + i] = (byte) version[i];
    }
    writeSealed(segmentsFile, bytes);
  }

  private static void replace(byte[] bytes, byte[] old, byte[] replacement) {
    for (int i = 0; i + old.length <= bytes.length; i++) {
      if (Arrays.equals(bytes, i, i + old.length, old, 0, old.length)) {
        System.arraycopy(replacement, 0, bytes, i, replacement.length);
      }
    }
  }

  private static void writeSealed(Path file, byte[] bytes) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, bytes.length - CHECKSUM_BYTES);
    ByteBuffer.wrap(bytes).putLong(bytes.length - CHECKSUM_BYTES, checksum.getValue());
    Files.write(file, bytes);
  }
}
