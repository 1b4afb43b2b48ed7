package io.github.shardmill.index;

import io.github.shardmill.index.schema.FieldSpec;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;

/**
 * The root ids that a shard of an update replaces or removes, in a file of the attempt: each with
 * its length in front, then -1 and the CRC-32 of all that. The commit reads them one by one, so
 * that it never holds them all.
 */
final class RootList implements Closeable {
  /** File name within the attempt's directory. */
  static final String NAME = "roots";

  private final FileChannel channel;
  private final CRC32 crc = new CRC32();
  private final DataOutputStream out;

  private RootList(FileChannel channel) {
    this.channel = channel;
    this.out =
        channel == null
            ? null
            : new DataOutputStream(
                new CheckedOutputStream(
                    new BufferedOutputStream(Channels.newOutputStream(channel)), crc));
  }

  /** Begins a list in an attempt's directory; one that forgets everything if there is none. */
  static RootList create(Path directory) throws IOException {
    return new RootList(
        directory == null
            ? null
            : FileChannel.open(
                directory.resolve(NAME), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
  }

  void add(byte[] rootId) throws IOException {
    if (out != null) {
      out.writeInt(rootId.length);
      out.write(rootId);
    }
  }

  /** Makes the list durable. */
  void finish() throws IOException {
    if (out != null) {
      out.writeInt(-1);
      out.writeLong(crc.getValue());
      out.flush();
      channel.force(true);
    }
  }

  /** Takes the ids of a list. */
  interface RootConsumer {
    void accept(byte[] rootId) throws IOException;
  }

  /**
   * Reads a list and closes it. Ids are handed on before the whole list is checked.
   *
   * @param count how many ids there are
   * @throws EOFException if the list was not finished
   * @throws IOException if it is not what was written
   */
  static void read(InputStream list, long count, RootConsumer consumer) throws IOException {
    CRC32 crc = new CRC32();
    try (DataInputStream in =
        new DataInputStream(new CheckedInputStream(new BufferedInputStream(list), crc))) {
      long read = 0;
      for (int length = in.readInt(); length >= 0; length = in.readInt(), read++) {
        if (length > FieldSpec.MAX_KEYWORD_BYTES) {
          throw damaged();
        }
        byte[] rootId = new byte[length];
        in.readFully(rootId);
        consumer.accept(rootId);
      }
      long expected = crc.getValue();
      if (in.readLong() != expected || read != count) {
        throw damaged();
      }
    }
  }

  private static IOException damaged() {
    return new IOException("a list of replaced root ids is damaged");
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
