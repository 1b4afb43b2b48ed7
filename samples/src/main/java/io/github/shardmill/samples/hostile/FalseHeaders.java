package io.github.shardmill.samples.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.shardmill.samples.generate.SampleCorpus;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Files whose headers promise more than there is: dimensions, lengths, counts, chains in a circle.
 */
final class FalseHeaders {
  private static final int MOST = Integer.MAX_VALUE;
  private static final byte ALL = (byte) 0xff;

  private FalseHeaders() {}

  static void addTo(HostileFiles files) {
    files.add("headers/huge.png", png());
    files.add("headers/huge.gif", bytes("GIF89a", ALL, ALL, ALL, ALL, 0xf7, 0, 0));
    files.add("headers/huge.bmp", bmp());
    files.add("headers/huge.jpg", jpeg());
    files.add("headers/huge.psd", psd());
    files.add("headers/circle.tiff", tiffCircle());
    files.add("headers/entries.tiff", tiffEntries());
    files.add("headers/tag.mp3", bytes("ID3\4\0\0", 0x7f, 0x7f, 0x7f, 0x7f, 'T', 'I', 'T', '2'));
    files.add("headers/atom.mp4", atoms());
    files.add("headers/chunk.wav", littleEndian("RIFF", MOST, "WAVEfmt ", MOST, "data", -1));
    files.add("headers/huge.tar", tar());
    files.add("headers/header.7z", sevenZip(0x7fffffff));
    files.add("headers/header-far.7z", sevenZip(0x3fffffffffffffffL));
    files.add("headers/binary.rtf", "{\\rtf1 a\\bin2147483647 b{\\pict\\bin-1 }\\u99999999 }");
    files.add("headers/tables.ttf", font());
    files.add(
        "headers/Class.class", bytes("\u00ca\u00fe\u00ba\u00be\0\0\0\75", ALL, ALL, 1, ALL, ALL));
    files.add("headers/chain.xls", chained(0x200, 0x4c));
    files.add("headers/sector-shift.xls", chained(0x1e, 0x1e));
    files.add("headers/sectors.xls", chained(0x2c, 0x2c));
    files.add("headers/program.exe", program());
    files.add(
        "headers/archive.a",
        "!<arch>\nx/              0           0     0     644     9999999999`\nab");
    files.add("headers/huge.cpio", "070707" + "7".repeat(70) + "x");
    files.add("headers/message.eml", "Content-Length: 99999999999999\nSubject: x\n\nbody");
    files.add("headers/scalar.yaml", "a: !!binary " + "A".repeat(1_000));
  }

  private static byte[] png() {
    byte[] header =
        ByteBuffer.allocate(17)
            .put("IHDR".getBytes(ISO_8859_1))
            .putInt(MOST)
            .putInt(MOST)
            .put(new byte[] {16, 6, 0, 0, 1})
            .array();
    CRC32 sum = new CRC32();
    sum.update(header);
    return ByteBuffer.allocate(8 + 4 + 17 + 4 + 8)
        .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
        .putInt(13)
        .put(header)
        .putInt((int) sum.getValue())
        .putInt(MOST)
        .put("zTXt".getBytes(ISO_8859_1))
        .array();
  }

  private static byte[] bmp() {
    return littleEndian("BM", MOST, 0, 54, 40, MOST, MOST, 0x200001, 0, MOST, 0, 0, -1, -1);
  }

  private static byte[] jpeg() {
    return bytes(
        "\u00ff\u00d8\u00ff\u00e1\u00ff\u00ffExif\0\0MM\0*\u007f\u00ff\u00ff\u00f0",
        ALL,
        0xc0,
        0,
        17,
        8,
        ALL,
        ALL,
        ALL,
        ALL,
        3,
        1,
        0x44,
        0,
        2,
        0x11,
        1,
        3,
        0x11,
        1);
  }

  private static byte[] psd() {
    return bytes(
        "8BPS\0\1\0\0\0\0\0\0\0\70",
        0x7f,
        ALL,
        ALL,
        ALL,
        0x7f,
        ALL,
        ALL,
        ALL,
        0,
        16,
        0,
        3,
        0x7f,
        ALL,
        ALL,
        ALL);
  }

  /** The directory that follows the first one is the first one. */
  private static byte[] tiffCircle() {
    return littleEndian("II*\0", 8, 0x01000001, 0x00010003, 0x00010000, 0x00080000, 0);
  }

  private static byte[] tiffEntries() {
    return littleEndian("II*\0", 8, 0x010effff, 0xffff0002, 0x001a7fff, 0);
  }

  private static byte[] atoms() {
    return ByteBuffer.allocate(64)
        .putInt(20)
        .put("ftypisom".getBytes(ISO_8859_1))
        .putInt(0)
        .put("isom".getBytes(ISO_8859_1))
        .putInt(1)
        .put("moov".getBytes(ISO_8859_1))
        .putLong(Long.MAX_VALUE)
        .putInt(8)
        .put("udta".getBytes(ISO_8859_1))
        .putInt(0)
        .put("meta".getBytes(ISO_8859_1))
        .array();
  }

  /** One entry of eight gibibytes, of which nothing follows. */
  private static byte[] tar() {
    byte[] header = PackedBombs.tar(new byte[0]);
    byte[] size = "77777777777".getBytes(ISO_8859_1);
    System.arraycopy(size, 0, header, 124, size.length);
    Arrays.fill(header, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += header[i] & 0xff;
    }
    byte[] octal = Integer.toOctalString(sum).getBytes(ISO_8859_1);
    header[148] = '0';
    System.arraycopy(octal, 0, header, 154 - octal.length, octal.length);
    header[154] = 0;
    return Arrays.copyOf(header, 1024);
  }

  /** A start header with its right sum, whose next header is said to have so many bytes. */
  private static byte[] sevenZip(long headerBytes) {
    byte[] start =
        ByteBuffer.allocate(20)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(0)
            .putLong(headerBytes)
            .putInt(0)
            .array();
    CRC32 sum = new CRC32();
    sum.update(start);
    return ByteBuffer.allocate(64)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'7', 'z', (byte) 0xbc, (byte) 0xaf, 0x27, 0x1c, 0, 4})
        .putInt((int) sum.getValue())
        .put(start)
        .array();
  }

  private static byte[] font() {
    ByteBuffer font = ByteBuffer.allocate(12 + 16 * 4).putInt(0x00010000).putShort((short) -1);
    font.position(12);
    for (String table : new String[] {"name", "OS/2", "head", "cmap"}) {
      font.put(table.getBytes(ISO_8859_1)).putInt(0).putInt(MOST).putInt(MOST);
    }
    return font.array();
  }

  /** A workbook whose compound file says something else in one number. */
  private static byte[] chained(int offset, int second) {
    byte[] workbook = SampleCorpus.files().get("documents/ledger-1997.xls").clone();
    ByteBuffer patched = ByteBuffer.wrap(workbook).order(ByteOrder.LITTLE_ENDIAN);
    for (int at : new int[] {offset, second}) {
      // A sector that follows itself, a sector of 2^15 bytes, or as many sectors as can be said.
      patched.putInt(at, at == 0x200 ? 0 : at == 0x1e ? 0x000f000f : MOST);
    }
    return workbook;
  }

  private static byte[] program() {
    ByteBuffer program = ByteBuffer.allocate(128).order(ByteOrder.LITTLE_ENDIAN);
    program.put("MZ".getBytes(ISO_8859_1)).putInt(0x3c, MOST);
    return program.array();
  }

  private static byte[] littleEndian(Object... parts) {
    ByteBuffer file = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
    for (Object part : parts) {
      if (part instanceof String text) {
        file.put(text.getBytes(ISO_8859_1));
      } else {
        file.putInt((Integer) part);
      }
    }
    return Arrays.copyOf(file.array(), file.position());
  }

  private static byte[] bytes(String text, int... more) {
    byte[] head = text.getBytes(ISO_8859_1);
    byte[] file = Arrays.copyOf(head, head.length + more.length);
    for (int i = 0; i < more.length; i++) {
      file[head.length + i] = (byte) more[i];
    }
    return file;
  }
}
