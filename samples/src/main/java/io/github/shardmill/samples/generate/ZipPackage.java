package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Puts a zip file together, entry by entry; all entries carry the same fixed time. */
public final class ZipPackage {
  /** A local time, so that the entry does not depend on the time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 12, 9, 30);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8);
  private final Packing packing;

  /** Starts an empty package. */
  public ZipPackage(Packing packing) {
    this.packing = packing;
  }

  /** Adds a text as UTF-8. */
  public ZipPackage add(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds an entry. */
  public ZipPackage add(String name, byte[] data) {
    return add(name, data, packing);
  }

  /** Adds an entry that is never compressed, as some formats ask of their first one. */
  public ZipPackage addStored(String name, String text) {
    return add(name, text.getBytes(StandardCharsets.UTF_8), Packing.STORED);
  }

  private ZipPackage add(String name, byte[] data, Packing entryPacking) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    if (entryPacking == Packing.STORED) {
      CRC32 sum = new CRC32();
      sum.update(data);
      entry.setMethod(ZipEntry.STORED);
      entry.setSize(data.length);
      entry.setCrc(sum.getValue());
    }
    try {
      zip.putNextEntry(entry);
      zip.write(data);
      zip.closeEntry();
    } catch (IOException e) {
      throw new UncheckedIOException("a zip in memory", e);
    }
    return this;
  }

  /** Ends the package and returns its bytes. */
  public byte[] toBytes() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException("a zip in memory", e);
    }
    return bytes.toByteArray();
  }
}
