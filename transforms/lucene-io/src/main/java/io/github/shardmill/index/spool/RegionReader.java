package io.github.shardmill.index.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.compress.LZ4;

/** Reads the records of one region in order, block by block. Not thread-safe. */
final class RegionReader implements Closeable {
  private final Region region;
  private final SeekableByteChannel channel;
  private long position;
  private final long end;
  private final ByteArrayDataInput in = new ByteArrayDataInput();
  private byte[] block = new byte[0];
  private int blockLength;
  private int at;
  private SpooledMutation current;

  RegionReader(RegionFiles files, Region region) throws IOException {
    this.region = region;
    this.channel = files.open(region);
    this.end = region.extent().length();
  }

  /** Returns the record that {@link #advance} came to. */
  SpooledMutation current() {
    return current;
  }

  /** Goes to the next record; returns false at the end of the region. */
  boolean advance() throws IOException {
    if (at == blockLength) {
      if (position == end) {
        current = null;
        return false;
      }
      readBlock();
    }
    in.reset(block, at, blockLength - at);
    int keyLength = in.readVInt();
    int keyStart = in.getPosition();
    in.skipBytes(keyLength);
    skipBody();
    int next = in.getPosition();
    current =
        new SpooledMutation(block, new SpooledMutation.Place(at, next - at, keyStart, keyLength));
    at = next;
    return true;
  }

  /** The body's length stands in front of it, so that it need not be parsed to be skipped. */
  private void skipBody() {
    in.skipBytes(in.readVInt());
  }

  private void readBlock() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(RegionWriter.HEADER_BYTES);
    read(header);
    int length = header.getInt(0);
    int compressedLength = header.getInt(Integer.BYTES);
    if (length <= 0 || compressedLength <= 0 || compressedLength > end - position) {
      throw damaged();
    }
    byte[] compressed = new byte[compressedLength];
    read(ByteBuffer.wrap(compressed));
    int crc = RegionWriter.crc(header.array(), compressed, 0, compressedLength);
    if (crc != header.getInt(RegionWriter.CRC_OFFSET)) {
      throw damaged();
    }
    // A fresh array: records of the block before may still be in use by the merge.
    block = new byte[length + LZ4_SLACK_BYTES];
    LZ4.decompress(new ByteArrayDataInput(compressed), length, block, 0);
    blockLength = length;
    at = 0;
  }

  /** Lucene's LZ4 copies eight bytes at a time and may write past the end by up to seven. */
  private static final int LZ4_SLACK_BYTES = 7;

  private void read(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer);
      if (count < 0) {
        throw damaged();
      }
      position += count;
    }
  }

  private SpoolDamagedException damaged() {
    return new SpoolDamagedException(region);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
