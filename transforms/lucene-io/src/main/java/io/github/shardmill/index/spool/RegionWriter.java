package io.github.shardmill.index.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.apache.lucene.util.compress.LZ4;

/**
 * Appends one region to a spool file. Not thread-safe.
 *
 * <p>A region is a sequence of blocks of whole records. A block is the length of its records, the
 * length of their LZ4 form and the CRC-32 of both lengths and that form, four bytes each, then the
 * LZ4 form. A block ends with the record that fills {@value #BLOCK_BYTES} bytes, so a huge record
 * is a block of its own.
 */
final class RegionWriter {
  static final int BLOCK_BYTES = 64 * 1024;
  static final int HEADER_BYTES = 3 * Integer.BYTES;
  static final int CRC_OFFSET = 2 * Integer.BYTES;

  private final FileChannel channel;
  private final Buffers buffers;
  private final long offset;
  private long mutations;
  private byte[] firstKey;
  private SpooledMutation last;

  /** Buffers that one writer after the other uses. */
  static final class Buffers {
    final GrowingOutput records = new GrowingOutput(2 * BLOCK_BYTES);
    final GrowingOutput block = new GrowingOutput(2 * BLOCK_BYTES);
    final LZ4.FastCompressionHashTable hashTable = new LZ4.FastCompressionHashTable();
  }

  RegionWriter(FileChannel channel, Buffers buffers) throws IOException {
    this.channel = channel;
    this.buffers = buffers;
    this.offset = channel.position();
    buffers.records.truncate(0);
  }

  /** Appends a record whose key is not lower than the one before. */
  void append(byte[] source, SpooledMutation.Place place) throws IOException {
    if (firstKey == null) {
      firstKey = place.key(source);
    }
    last = new SpooledMutation(source, place);
    buffers.records.writeBytes(source, place.start(), place.length());
    mutations++;
    if (buffers.records.length() >= BLOCK_BYTES) {
      writeBlock();
    }
  }

  /** Writes what is left and returns the handle. At least one record must have been appended. */
  Region finish(String file, int shard) throws IOException {
    if (buffers.records.length() > 0) {
      writeBlock();
    }
    long length = channel.position() - offset;
    return new Region(
        file, shard, new Region.Extent(offset, length, mutations), firstKey, lastKey());
  }

  private byte[] lastKey() {
    return last.place().key(last.bytes());
  }

  private void writeBlock() throws IOException {
    GrowingOutput records = buffers.records;
    GrowingOutput block = buffers.block;
    block.truncate(0);
    block.writeBytes(new byte[HEADER_BYTES], 0, HEADER_BYTES);
    LZ4.compress(records.array(), 0, records.length(), block, buffers.hashTable);
    int compressed = block.length() - HEADER_BYTES;
    ByteBuffer bytes = ByteBuffer.wrap(block.array(), 0, block.length());
    bytes.putInt(0, records.length());
    bytes.putInt(Integer.BYTES, compressed);
    bytes.putInt(CRC_OFFSET, crc(block.array(), block.array(), HEADER_BYTES, compressed));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    records.truncate(0);
    records.shrinkTo(16 * BLOCK_BYTES);
    block.truncate(0);
    block.shrinkTo(16 * BLOCK_BYTES);
  }

  /** Returns the CRC-32 of the lengths in a header and of an LZ4 form. */
  static int crc(byte[] header, byte[] compressed, int offset, int length) {
    CRC32 crc = new CRC32();
    crc.update(header, 0, CRC_OFFSET);
    crc.update(compressed, offset, length);
    return (int) crc.getValue();
  }

  static int compareKeys(
      byte[] a, SpooledMutation.Place placeA, byte[] b, SpooledMutation.Place placeB) {
    return Arrays.compareUnsigned(
        a,
        placeA.keyStart(),
        placeA.keyStart() + placeA.keyLength(),
        b,
        placeB.keyStart(),
        placeB.keyStart() + placeB.keyLength());
  }
}
