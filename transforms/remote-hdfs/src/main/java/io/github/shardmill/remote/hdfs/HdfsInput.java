package io.github.shardmill.remote.hdfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a file. Hadoop's client compares what it gets with the data nodes' checksums, and goes
 * on with another data node when one fails; where it gives up, this opens the file again at the
 * position that was reached, if it is still the same file. For one thread.
 */
final class HdfsInput extends InputStream {
  private static final Logger LOG = LoggerFactory.getLogger(HdfsInput.class);

  /**
   * So much is fetched at once: the data node sends no more than that, the connection can be used
   * again, and a small file can be replaced at any time without harm to who reads it. A larger one
   * cannot: HDFS deletes the content of a file that is replaced, whoever may be reading it.
   */
  static final int SMALL_BYTES = 1 << 20;

  /** How far a data node reads ahead on its disk, at most. */
  private static final long READ_AHEAD_BYTES = 4 << 20;

  private final HdfsConnection connection;
  private final Path path;
  private final long fileId;
  private final long end;
  private long position;
  private FSDataInputStream in;
  private boolean wasOpened;
  private boolean closed;

  private HdfsInput(HdfsConnection connection, Path path, long fileId, long from, long end) {
    this.connection = connection;
    this.path = path;
    this.fileId = fileId;
    this.position = from;
    this.end = end;
  }

  /**
   * Opens a part of a file.
   *
   * @param length how many bytes at most
   */
  static InputStream open(HdfsConnection connection, Path path, long from, long length)
      throws IOException {
    return connection
        .retries()
        .run(
            connection.keys().location(path), again -> openOnce(connection, path, from, length));
  }

  private static InputStream openOnce(
      HdfsConnection connection, Path path, long from, long length) throws IOException {
    FileStatus file = connection.file(path);
    long size = file.getLen();
    long end = length > size - from ? size : from + length;
    if (from >= end) {
      return InputStream.nullInputStream();
    }
    if (end - from > SMALL_BYTES) {
      return new HdfsInput(connection, path, HdfsKeys.fileId(file), from, end);
    }
    byte[] bytes = new byte[(int) (end - from)];
    try (FSDataInputStream in = connection.hdfs().open(path)) {
      in.readFully(from, bytes, 0, bytes.length);
    }
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int read =
        connection
            .retries()
            .run(
                connection.keys().location(path),
                again -> readOnce(buffer, offset, (int) Math.min(length, end - position)));
    position += read;
    return read;
  }

  private int readOnce(byte[] buffer, int offset, int most) throws IOException {
    try {
      int read = opened().read(buffer, offset, most);
      if (read < 0) {
        throw new IOException("ends at byte " + position + " and should have " + end);
      }
      return read;
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = Math.max(0, Math.min(count, end - position));
    position += skipped;
    if (in != null) {
      in.seek(position);
    }
    return skipped;
  }

  @Override
  public void close() throws IOException {
    closed = true;
    drop();
  }

  private FSDataInputStream opened() throws IOException {
    if (in == null) {
      if (closed) {
        throw new FileSystemException(
            connection.keys().location(path), null, "the stream is closed");
      }
      if (wasOpened && !connection.isAt(path, fileId)) {
        throw new FileSystemException(
            connection.keys().location(path), null, "was replaced or removed while it was read");
      }
      in = connection.hdfs().open(path);
      wasOpened = true;
      in.setReadahead(Math.min(READ_AHEAD_BYTES, end - position));
      in.seek(position);
    }
    return in;
  }

  private void drop() {
    FSDataInputStream dropped = in;
    in = null;
    if (dropped != null) {
      try {
        dropped.close();
      } catch (IOException e) {
        LOG.debug("{} was not closed", path, e);
      }
    }
  }
}
