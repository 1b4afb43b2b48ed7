package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.Adler32;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** How data is packed in formats built on deflate. */
public enum Packing {
  /**
   * Deflate with stored blocks: valid everywhere, and the same bytes on every machine. What a
   * compressor gives depends on the zlib that a Java was built with.
   */
  STORED {
    @Override
    public byte[] deflated(byte[] data) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + 16);
      int from = 0;
      do {
        int length = Math.min(data.length - from, STORED_BLOCK_MAX);
        boolean last = from + length == data.length;
        ByteBuffer head = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
        head.put((byte) (last ? 1 : 0)).putShort((short) length).putShort((short) ~length);
        out.writeBytes(head.array());
        out.write(data, from, length);
        from += length;
      } while (from < data.length);
      return out.toByteArray();
    }
  },

  /** Compressed as real programs do it. */
  DEFLATED {
    @Override
    public byte[] deflated(byte[] data) {
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      try {
        deflater.setInput(data);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        while (!deflater.finished()) {
          out.write(buffer, 0, deflater.deflate(buffer));
        }
        return out.toByteArray();
      } finally {
        deflater.end();
      }
    }
  };

  private static final int STORED_BLOCK_MAX = 0xFFFF;

  /** Returns the data as a raw deflate stream. */
  public abstract byte[] deflated(byte[] data);

  /** Returns the data as a zlib stream: PDF streams, PNG pixels. */
  public byte[] zlib(byte[] data) {
    Adler32 sum = new Adler32();
    sum.update(data);
    byte[] body = deflated(data);
    return ByteBuffer.allocate(body.length + 6)
        .put((byte) 0x78)
        .put((byte) 0x01)
        .put(body)
        .putInt((int) sum.getValue())
        .array();
  }

  /** Returns the data as a gzip member without name and time. */
  public byte[] gzip(byte[] data) {
    CRC32 sum = new CRC32();
    sum.update(data);
    byte[] body = deflated(data);
    return ByteBuffer.allocate(body.length + 18)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff})
        .put(body)
        .putInt((int) sum.getValue())
        .putInt(data.length)
        .array();
  }
}
