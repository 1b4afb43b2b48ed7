package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.shardmill.samples.generate.Packing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Archives and compressed files that are small and hold a lot. */
final class PackedBombs {
  /** More than a document's text may have. */
  private static final int TEXT_BYTES = 16 << 20;

  private static final int ZEROS_BYTES = 64 << 20;
  private static final int DEFLATED = 8;

  private PackedBombs() {}

  static void addTo(HostileFiles files) {
    byte[] text = line(TEXT_BYTES);
    byte[] zeros = Packing.DEFLATED.gzip(new byte[ZEROS_BYTES]);
    files.add("bombs/text.zip", new RawZip().add("text.txt", text).toBytes());
    files.add("bombs/zeros.zip", new RawZip().add("zeros.bin", new byte[ZEROS_BYTES]).toBytes());
    files.add("bombs/text.txt.gz", Packing.DEFLATED.gzip(text));
    files.add("bombs/zeros.gz", zeros);
    files.add("bombs/thrice.gz.gz", Packing.DEFLATED.gzip(Packing.DEFLATED.gzip(zeros)));
    files.add("bombs/members.gz", repeated(Packing.DEFLATED.gzip(line(1 << 16)), 1_000));
    files.add("bombs/text.txt.bz2", bzip2(line(4 << 20)));
    files.add("bombs/text.tar.gz", Packing.DEFLATED.gzip(tar(text)));
    files.add("bombs/nested.zip", nested(line(1 << 20), 5));
    files.add("bombs/shared.zip", shared());
    files.add("bombs/entries.zip", entries(3_000));
    files.add("bombs/lying-size.zip", lyingSizes());
  }

  /** Ten copies of an archive of ten copies, and so on. */
  static byte[] nested(byte[] core, int levels) {
    byte[] content = core;
    for (int level = 0; level < levels; level++) {
      RawZip zip = new RawZip();
      for (int copy = 0; copy < 10; copy++) {
        zip.add(copy + (level == 0 ? ".txt" : ".zip"), content);
      }
      content = zip.toBytes();
    }
    return content;
  }

  /** Two thousand entries that all have the bytes of the first. */
  private static byte[] shared() {
    byte[] content = line(1 << 20);
    byte[] packed = Packing.DEFLATED.deflated(content);
    RawZip.Header header = RawZip.headerOf(content, DEFLATED);
    RawZip zip = new RawZip().add("0.txt", header, packed);
    for (int i = 1; i < 2_000; i++) {
      zip.alias(i + ".txt", header, packed.length);
    }
    return zip.toBytes();
  }

  private static byte[] entries(int count) {
    RawZip zip = new RawZip();
    for (int i = 0; i < count; i++) {
      zip.addStored(i + ".txt", new byte[] {'x'});
    }
    return zip.toBytes();
  }

  private static byte[] lyingSizes() {
    byte[] text = line(1 << 16);
    byte[] packed = Packing.DEFLATED.deflated(text);
    RawZip.Header honest = RawZip.headerOf(text, DEFLATED);
    return new RawZip()
        .add("less.txt", new RawZip.Header(0, DEFLATED, honest.crc(), 1), packed)
        .add("more.txt", new RawZip.Header(0, DEFLATED, honest.crc(), Integer.MAX_VALUE), packed)
        .add("sum.txt", new RawZip.Header(0, DEFLATED, ~honest.crc(), text.length), packed)
        .toBytes();
  }

  static byte[] tar(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
      TarArchiveEntry entry = new TarArchiveEntry("text.txt");
      entry.setModTime(0);
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("a tar in memory", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] bzip2(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream bzip2 = new BZip2CompressorOutputStream(bytes)) {
      bzip2.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException("a bzip2 file in memory", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] repeated(byte[] block, int times) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < times; i++) {
      bytes.writeBytes(block);
    }
    return bytes.toByteArray();
  }

  /** Text of so many bytes, with a line break now and then. */
  static byte[] line(int length) {
    byte[] block = "one umbrella more and one umbrella less, \n".getBytes(US_ASCII);
    byte[] text = new byte[length];
    for (int at = 0; at < length; at += block.length) {
      System.arraycopy(block, 0, text, at, Math.min(block.length, length - at));
    }
    return text;
  }
}
