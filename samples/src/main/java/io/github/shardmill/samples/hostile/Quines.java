package io.github.shardmill.samples.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.zip.CRC32;

/**
 * Archives that hold themselves: unpacked, each gives its own bytes, as often as anybody does it.
 *
 * <p>A deflate stream is a program of two commands, "write these bytes" and "write the last bytes
 * once more", and there is one that writes itself with what stands before and behind it (Russ Cox,
 * "Zip Files All The Way Down"). What remains is the checksum, which is part of what it sums up: it
 * is linear in every bit, so that 32 equations give it.
 */
final class Quines {
  private static final String NAME = "zip-that-holds-itself.zip";
  private static final int DEFLATED = 8;
  private static final byte[] LAST_BLOCK = {1, 0, 0, -1, -1};

  private Quines() {}

  /** What stands before and behind the packed bytes; how long it is does not depend on them. */
  private interface Format {
    byte[] head(int crc, int size);

    byte[] tail(int crc, int size);
  }

  static void addTo(HostileFiles files) {
    files.add("deep/itself.gz", gzip());
    files.add("deep/itself.zip", zip());
  }

  /** A gzip member without a name: 10 bytes of head, 8 of tail. */
  static byte[] gzip() {
    Format format =
        new Format() {
          @Override
          public byte[] head(int crc, int size) {
            return new byte[] {0x1f, (byte) 0x8b, DEFLATED, 0, 0, 0, 0, 0, 0, -1};
          }

          @Override
          public byte[] tail(int crc, int size) {
            return littleEndian(8).putInt(crc).putInt(size).array();
          }
        };
    byte[] again = Deflate.copy(15, 3, 3, 3, 3, 3);
    return withTrueChecksum(format, again, Deflate.copy(18, 8, 10));
  }

  /** A zip of one entry, whose name is so long that the commands fill whole bytes. */
  static byte[] zip() {
    int head = 30 + NAME.length();
    int tail = 46 + NAME.length() + 22;
    Format format =
        new Format() {
          @Override
          public byte[] head(int crc, int size) {
            return Arrays.copyOf(around(crc, size), head);
          }

          @Override
          public byte[] tail(int crc, int size) {
            byte[] zip = around(crc, size);
            return Arrays.copyOfRange(zip, zip.length - tail, zip.length);
          }

          private byte[] around(int crc, int size) {
            byte[] packed = new byte[Math.max(0, size - head - tail)];
            RawZip.Header header = new RawZip.Header(0, DEFLATED, crc, size);
            return new RawZip().add(NAME, header, packed).toBytes();
          }
        };
    byte[] again = Deflate.copy(60, 11, 11, 19, 19);
    return withTrueChecksum(format, again, Deflate.copy(113, 18, 18, 18, 18, 19, 22));
  }

  private static byte[] withTrueChecksum(Format format, byte[] headAgain, byte[] tailAgain) {
    int size = program(format.head(0, 0), headAgain, tailAgain, format.tail(0, 0)).length;
    int crc =
        fixedPoint(
            given -> {
              CRC32 sum = new CRC32();
              sum.update(
                  program(
                      format.head(given, size), headAgain, tailAgain, format.tail(given, size)));
              return (int) sum.getValue();
            });
    return program(format.head(crc, size), headAgain, tailAgain, format.tail(crc, size));
  }

  /**
   * Returns head, stream and tail of an archive that unpacks to itself.
   *
   * @param headAgain command of 10 bytes that repeats the head and a command
   * @param tailAgain command that repeats itself, the last block and the tail
   */
  private static byte[] program(byte[] head, byte[] headAgain, byte[] tailAgain, byte[] tail) {
    byte[] end = joined(LAST_BLOCK, tail);
    byte[] writeHead = Deflate.write(head.length + 5);
    byte[] writeEnd = Deflate.write(tailAgain.length + end.length);
    byte[] write15 = Deflate.write(15);
    byte[] write20 = Deflate.write(20);
    byte[] nothing = Deflate.write(0);
    byte[] again = Deflate.copy(20, 10, 10);
    return joined(
        joined(head, writeHead, head, writeHead, headAgain),
        joined(write15, headAgain, write15, write20, headAgain, write15, write20, again),
        joined(write20, again, write20, again, write20, again),
        joined(write20, again, nothing, nothing, writeEnd, again, nothing, nothing),
        joined(writeEnd, tailAgain, end, tailAgain, end));
  }

  /**
   * Returns an argument that is its own value.
   *
   * @param affine flips the same bits of the value for a bit of the argument, whatever the others
   */
  private static int fixedPoint(IntUnaryOperator affine) {
    int atZero = affine.applyAsInt(0);
    // Bit i of an equation: whether the argument's bit i is in it; bit 32: what they come to.
    long[] equations = new long[Integer.SIZE];
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int flipped = affine.applyAsInt(1 << bit) ^ atZero ^ (1 << bit);
      for (int row = 0; row < Integer.SIZE; row++) {
        equations[row] |= (flipped >>> row & 1L) << bit;
      }
    }
    for (int row = 0; row < Integer.SIZE; row++) {
      equations[row] |= (atZero >>> row & 1L) << Integer.SIZE;
    }
    int solution = solved(equations);
    if (affine.applyAsInt(solution) != solution) {
      throw new IllegalStateException("no checksum is its own; other bytes in the head have one");
    }
    return solution;
  }

  /** Eliminates one bit after the other; one that no equation is left for is 0. */
  private static int solved(long[] equations) {
    int used = 0;
    int[] rowOf = new int[Integer.SIZE];
    Arrays.fill(rowOf, -1);
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      int row = used;
      while (row < equations.length && (equations[row] >>> bit & 1) == 0) {
        row++;
      }
      if (row < equations.length) {
        long pivot = equations[row];
        equations[row] = equations[used];
        equations[used] = pivot;
        eliminate(equations, used, bit);
        rowOf[bit] = used++;
      }
    }
    int solution = 0;
    for (int bit = 0; bit < Integer.SIZE; bit++) {
      if (rowOf[bit] >= 0) {
        solution |= (int) (equations[rowOf[bit]] >>> Integer.SIZE & 1) << bit;
      }
    }
    return solution;
  }

  private static void eliminate(long[] equations, int pivot, int bit) {
    for (int row = 0; row < equations.length; row++) {
      if (row != pivot && (equations[row] >>> bit & 1) != 0) {
        equations[row] ^= equations[pivot];
      }
    }
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static ByteBuffer littleEndian(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Single blocks of a deflate stream (RFC 1951), none of them the last. */
  private static final class Deflate {
    private static final int FIXED_CODES = 1;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int bits;
    private int count;

    /** Returns the block that writes so many bytes, which follow it. */
    static byte[] write(int length) {
      return littleEndian(5)
          .put((byte) 0)
          .putShort((short) length)
          .putShort((short) ~length)
          .array();
    }

    /** Returns the block that repeats what was written so many bytes ago, in pieces. */
    static byte[] copy(int distance, int... lengths) {
      Deflate block = new Deflate();
      block.put(FIXED_CODES << 1, 3);
      for (int length : lengths) {
        block.putLength(length);
        block.putDistance(distance);
      }
      block.putCode(0, 7);
      if (block.count != 0) {
        throw new IllegalArgumentException("a block that ends inside a byte");
      }
      return block.out.toByteArray();
    }

    /** Lengths from 3 to 34: codes 257 to 272, four of each number of extra bits from 11 on. */
    private void putLength(int length) {
      int extraBits = length < 11 ? 0 : length < 19 ? 1 : 2;
      int first = length < 11 ? 3 : length < 19 ? 11 : 19;
      int firstCode = length < 11 ? 1 : length < 19 ? 9 : 13;
      putCode(firstCode + ((length - first) >> extraBits), 7);
      put((length - first) & ((1 << extraBits) - 1), extraBits);
    }

    /** Distances from 5 on: two codes of each number of extra bits. */
    private void putDistance(int distance) {
      int extraBits = Integer.SIZE - 2 - Integer.numberOfLeadingZeros(distance - 1);
      int past = distance - 1 - (2 << extraBits);
      putCode(2 * extraBits + 2 + (past >> extraBits), 5);
      put(past & ((1 << extraBits) - 1), extraBits);
    }

    /** Codes are packed from their highest bit on, all else from the lowest. */
    private void putCode(int code, int length) {
      put(Integer.reverse(code) >>> (Integer.SIZE - length), length);
    }

    private void put(int value, int length) {
      bits |= value << count;
      count += length;
      while (count >= Byte.SIZE) {
        out.write(bits);
        bits >>>= Byte.SIZE;
        count -= Byte.SIZE;
      }
    }
  }
}
