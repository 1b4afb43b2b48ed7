package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;

/**
 * Draws an article: each character of its lines is one grey square, darker the later it stands in
 * {@value #SHADES}. Title and author travel as the picture's metadata.
 */
final class PixelPicture {
  private static final String SHADES = " .:-=+*#%@";

  /** Edge of a square: that of a JPEG block, which is then of one colour and trivial to encode. */
  private static final int EDGE_PIXELS = 8;

  /** With this one the first coefficient of a block of one colour is its grey minus 128. */
  private static final byte QUANTISER = 8;

  private final Article article;
  private final int[][] greys;

  PixelPicture(Article article) {
    this.article = article;
    List<String> lines = article.lines().toList();
    int columns = lines.stream().mapToInt(String::length).max().orElse(0);
    greys = new int[lines.size()][columns];
    for (int y = 0; y < greys.length; y++) {
      for (int x = 0; x < columns; x++) {
        int shade = x < lines.get(y).length() ? SHADES.indexOf(lines.get(y).charAt(x)) : 0;
        greys[y][x] = 255 - 255 * Math.max(0, shade) / (SHADES.length() - 1);
      }
    }
  }

  /** Returns the picture as PNG with text chunks. */
  byte[] png() {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (int y = 0; y < height(); y++) {
      pixels.write(0);
      for (int x = 0; x < width(); x++) {
        pixels.write(greys[y / EDGE_PIXELS][x / EDGE_PIXELS]);
      }
    }
    byte[] header =
        ByteBuffer.allocate(13)
            .putInt(width())
            .putInt(height())
            .put(new byte[] {8, 0, 0, 0, 0})
            .array();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(out, "IHDR", header);
    chunk(out, "tEXt", text("Title", article.title()));
    chunk(out, "tEXt", text("Author", article.author()));
    chunk(out, "tEXt", text("Description", String.join(", ", article.keywords())));
    chunk(out, "IDAT", Packing.STORED.zlib(pixels.toByteArray()));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] text(String key, String value) {
    return (key + '\0' + value).getBytes(StandardCharsets.ISO_8859_1);
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] body =
        ByteBuffer.allocate(4 + data.length)
            .put(type.getBytes(StandardCharsets.US_ASCII))
            .put(data)
            .array();
    CRC32 sum = new CRC32();
    sum.update(body);
    out.writeBytes(
        ByteBuffer.allocate(body.length + 8)
            .putInt(data.length)
            .put(body)
            .putInt((int) sum.getValue())
            .array());
  }

  /** Returns the picture as baseline JPEG with an Exif block and a comment. */
  byte[] jpeg() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd8});
    marker(out, 0xe1, exif());
    marker(out, 0xfe, String.join(", ", article.keywords()).getBytes(StandardCharsets.US_ASCII));
    byte[] quantisers = new byte[65];
    Arrays.fill(quantisers, 1, 65, QUANTISER);
    marker(out, 0xdb, quantisers);
    marker(
        out,
        0xc0,
        ByteBuffer.allocate(9)
            .put((byte) 8)
            .putShort((short) height())
            .putShort((short) width())
            .put(new byte[] {1, 1, 0x11, 0})
            .array());
    // Twelve codes of four bits for the size of a difference, one code of one bit: end of block.
    marker(out, 0xc4, huffmanTable(0x00, 4, 12));
    marker(out, 0xc4, huffmanTable(0x10, 1, 1));
    marker(out, 0xda, new byte[] {1, 1, 0, 0, 63, 0});
    out.writeBytes(scan());
    out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xd9});
    return out.toByteArray();
  }

  private byte[] scan() {
    StringBuilder bits = new StringBuilder();
    int previous = 0;
    for (int[] row : greys) {
      for (int grey : row) {
        int difference = grey - 128 - previous;
        previous = grey - 128;
        int size = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
        bits.append(binary(size, 4));
        bits.append(binary(difference < 0 ? difference + (1 << size) - 1 : difference, size));
        bits.append('0');
      }
    }
    while (bits.length() % 8 != 0) {
      bits.append('1');
    }
    ByteArrayOutputStream scan = new ByteArrayOutputStream();
    for (int i = 0; i < bits.length(); i += 8) {
      int value = Integer.parseInt(bits.substring(i, i + 8), 2);
      scan.write(value);
      if (value == 0xff) {
        scan.write(0);
      }
    }
    return scan.toByteArray();
  }

  private static String binary(int value, int bits) {
    return bits == 0 ? "" : Integer.toBinaryString(value | 1 << bits).substring(1);
  }

  private static byte[] huffmanTable(int target, int codeBits, int symbols) {
    byte[] table = new byte[17 + symbols];
    table[0] = (byte) target;
    table[codeBits] = (byte) symbols;
    for (int i = 0; i < symbols; i++) {
      table[17 + i] = (byte) i;
    }
    return table;
  }

  private byte[] exif() {
    String[] values = {
      article.title(),
      article.author(),
      article.written().toString().replace('-', ':') + " 12:00:00"
    };
    short[] tags = {0x010e, 0x013b, 0x0132};
    int entries = tags.length;
    int textAt = 8 + 2 + 12 * entries + 4;
    ByteArrayOutputStream texts = new ByteArrayOutputStream();
    ByteBuffer tiff = ByteBuffer.allocate(textAt).order(ByteOrder.BIG_ENDIAN);
    tiff.put(new byte[] {'M', 'M', 0, 42}).putInt(8).putShort((short) entries);
    for (int i = 0; i < entries; i++) {
      byte[] text = (values[i] + '\0').getBytes(StandardCharsets.US_ASCII);
      tiff.putShort(tags[i]).putShort((short) 2).putInt(text.length).putInt(textAt + texts.size());
      texts.writeBytes(text);
    }
    return ByteBuffer.allocate(6 + textAt + texts.size())
        .put(new byte[] {'E', 'x', 'i', 'f', 0, 0})
        .put(tiff.array())
        .put(texts.toByteArray())
        .array();
  }

  private static void marker(ByteArrayOutputStream out, int marker, byte[] data) {
    out.writeBytes(
        ByteBuffer.allocate(4 + data.length)
            .put((byte) 0xff)
            .put((byte) marker)
            .putShort((short) (data.length + 2))
            .put(data)
            .array());
  }

  private int width() {
    return greys[0].length * EDGE_PIXELS;
  }

  private int height() {
    return greys.length * EDGE_PIXELS;
  }
}
