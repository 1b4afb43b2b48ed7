package io.github.shardmill.file.extract;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A large file of another machine, copied to a disk of this one: a parser may take minutes, for
 * which no server keeps a connection open, and some read here and there. The copy has no name, so
 * that it is gone with this process at the latest. Not safe for use by many threads.
 */
final class LocalCopy implements Closeable {
  private static final int CHUNK_BYTES = 1 << 16;

  private final FileChannel bytes;
  private long size;

  private LocalCopy(FileChannel bytes) {
    this.bytes = bytes;
  }

  /**
   * Copies what is left of a stream.
   *
   * @param digester gets every byte as it was read
   * @param directory where the copy is made
   * @throws IOException if the stream cannot be read
   * @throws UncheckedIOException if the copy cannot be written, which is not the file's fault
   */
  static LocalCopy of(InputStream in, FileDigester digester, Path directory) throws IOException {
    LocalCopy copy = new LocalCopy(create(directory));
    boolean complete = false;
    try {
      byte[] chunk = new byte[CHUNK_BYTES];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digester.add(chunk, 0, read);
        copy.append(chunk, read, directory);
      }
      complete = true;
      return copy;
    } finally {
      if (!complete) {
        copy.close();
      }
    }
  }

  private static FileChannel create(Path directory) {
    Path name = directory.resolve("shardmill-" + UUID.randomUUID() + ".copy");
    try {
      return FileChannel.open(
          name,
          StandardOpenOption.CREATE_NEW,
          StandardOpenOption.READ,
          StandardOpenOption.WRITE,
          // On Unix the name goes at once.
          StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  private void append(byte[] chunk, int length, Path directory) {
    ByteBuffer buffer = ByteBuffer.wrap(chunk, 0, length);
    try {
      while (buffer.hasRemaining()) {
        size += bytes.write(buffer, size);
      }
    } catch (IOException e) {
      throw notWritten(directory, e);
    }
  }

  private static UncheckedIOException notWritten(Path directory, IOException e) {
    return new UncheckedIOException("a temporary file cannot be written in " + directory, e);
  }

  /** Returns how many bytes there are. */
  long size() {
    return size;
  }

  /** Returns a stream from the first byte; closing it changes nothing. */
  InputStream open() {
    return new Stream();
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }

  /** A position in the copy. */
  private final class Stream extends InputStream {
    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = bytes.read(ByteBuffer.wrap(buffer, offset, length), position);
      position += Math.max(0, read);
      return read;
    }

    @Override
    public long skip(long count) {
      long skipped = Math.max(0, Math.min(count, size - position));
      position += skipped;
      return skipped;
    }

    @Override
    public int available() {
      return (int) Math.min(Integer.MAX_VALUE, size - position);
    }
  }
}
