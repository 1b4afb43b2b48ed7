package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.Packing;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/** Writes a zip field by field, so that it can say what no archiver would write. */
final class RawZip {
  /** Flag bit of an entry that needs a password. */
  static final int ENCRYPTED = 1;

  /** Method of an entry that is encrypted with AES. */
  static final int AES = 99;

  private static final int UTF8_NAME = 1 << 11;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DOS_DATE = 46 << 9 | 1 << 5 | 12;
  private static final byte[] NO_FIELDS = {};

  private final ByteArrayOutputStream locals = new ByteArrayOutputStream();
  private final ByteArrayOutputStream central = new ByteArrayOutputStream();
  private int entries;

  /**
   * What the headers of an entry say.
   *
   * @param flags as {@link #ENCRYPTED}; that its name is UTF-8 is added
   * @param method how it is packed
   * @param crc of the content
   * @param size of the content in bytes
   */
  record Header(int flags, int method, int crc, int size) {}

  /** Adds an entry that says the truth. */
  RawZip add(String name, byte[] content) {
    return add(name, headerOf(content, DEFLATED), Packing.DEFLATED.deflated(content));
  }

  /** Adds an entry that is not packed. */
  RawZip addStored(String name, byte[] content) {
    return add(name, headerOf(content, STORED), content);
  }

  /** Adds an entry that says anything. */
  RawZip add(String name, Header header, byte[] packed) {
    return add(name, header, packed, NO_FIELDS);
  }

  /** Adds an entry that says anything, and more of it in extra fields. */
  RawZip add(String name, Header header, byte[] packed, byte[] fields) {
    int offset = locals.size();
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] local = new byte[30];
    putCommon(over(local).putInt(0x04034b50), header, packed.length, nameBytes.length)
        .putShort((short) fields.length);
    locals.writeBytes(local);
    locals.writeBytes(nameBytes);
    locals.writeBytes(fields);
    locals.writeBytes(packed);
    return addCentral(nameBytes, header, packed.length, fields, offset);
  }

  /** Lists the first entry once more under another name: two entries share their bytes. */
  RawZip alias(String name, Header header, int packedLength) {
    return addCentral(name.getBytes(StandardCharsets.UTF_8), header, packedLength, NO_FIELDS, 0);
  }

  static Header headerOf(byte[] content, int method) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return new Header(0, method, (int) sum.getValue(), content.length);
  }

  byte[] toBytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(locals.toByteArray());
    out.writeBytes(central.toByteArray());
    byte[] end = new byte[22];
    over(end)
        .putInt(0x06054b50)
        .putInt(0)
        .putShort((short) entries)
        .putShort((short) entries)
        .putInt(central.size())
        .putInt(locals.size());
    out.writeBytes(end);
    return out.toByteArray();
  }

  private RawZip addCentral(
      byte[] name, Header header, int packedLength, byte[] fields, int offset) {
    byte[] record = new byte[46];
    ByteBuffer to = over(record).putInt(0x02014b50).putShort((short) 0x031e);
    putCommon(to, header, packedLength, name.length).putShort((short) fields.length);
    to.putInt(42, offset);
    central.writeBytes(record);
    central.writeBytes(name);
    central.writeBytes(fields);
    entries++;
    return this;
  }

  private static ByteBuffer putCommon(
      ByteBuffer to, Header header, int packedLength, int nameLength) {
    return to.putShort((short) 20)
        .putShort((short) (header.flags() | UTF8_NAME))
        .putShort((short) header.method())
        .putShort((short) 0)
        .putShort((short) DOS_DATE)
        .putInt(header.crc())
        .putInt(packedLength)
        .putInt(header.size())
        .putShort((short) nameLength);
  }

  private static ByteBuffer over(byte[] record) {
    return ByteBuffer.wrap(record).order(ByteOrder.LITTLE_ENDIAN);
  }
}
