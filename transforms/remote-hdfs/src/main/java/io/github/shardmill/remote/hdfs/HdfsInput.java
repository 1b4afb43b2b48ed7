package io.github.shardmill.remote.hdfs;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.client.HdfsDataInputStream;
import org.apache.hadoop.hdfs.protocol.LocatedBlock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A part of a file. Hadoop's client compares what it gets with the data nodes' checksums, and goes
 * on with another data node when one fails; where it gives up, this opens the file again at the
 * position that was reached, if it is still the same file. For one thread.
 */
final class HdfsInput extends InputStream {
  /**
   * So much is fetched at once: the data node sends no more than that, the connection can be used
   * again, and a small file can be replaced at any time without harm to who reads it. A larger one
   * cannot: HDFS deletes the content of a file that is replaced, whoever may be reading it.
   */
  static final int SMALL_BYTES = 1 << 20;

  private static final Logger LOG = LoggerFactory.getLogger(HdfsInput.class);

  /** How far a data node reads ahead on its disk, at most. */
  private static final long READ_AHEAD_BYTES = 4 << 20;

  private final HdfsConnection connection;
  private final Path path;
  private final long firstBlock;
  private final long end;
  private long position;
  private HdfsDataInputStream in;
  private boolean closed;

  private HdfsInput(
      HdfsConnection connection, Path path, HdfsDataInputStream in, long from, long end)
      throws IOException {
    this.connection = connection;
    this.path = path;
    this.firstBlock = firstBlock(in);
    this.position = from;
    this.end = end;
    use(in);
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
        .run(connection.keys().location(path), again -> openOnce(connection, path, from, length));
  }

  private static InputStream openOnce(HdfsConnection connection, Path path, long from, long length)
      throws IOException {
    HdfsDataInputStream in = opened(connection, path);
    HdfsInput kept = null;
    try {
      // not what a listing says: that may be of another file, which this one has replaced since
      long size = in.getVisibleLength();
      long end = length > size - from ? size : from + length;
      if (from >= end) {
        return InputStream.nullInputStream();
      }
      if (end - from <= SMALL_BYTES) {
        byte[] bytes = new byte[(int) (end - from)];
        in.readFully(from, bytes, 0, bytes.length);
        return new ByteArrayInputStream(bytes);
      }
      kept = new HdfsInput(connection, path, in, from, end);
      return kept;
    } finally {
      if (kept == null) {
        close(in);
      }
    }
  }

  private static HdfsDataInputStream opened(HdfsConnection connection, Path path)
      throws IOException {
    FSDataInputStream in;
    try {
      in = connection.hdfs().open(path);
    } catch (FileNotFoundException e) {
      // also of a directory
      if (connection.status(path).filter(FileStatus::isDirectory).isPresent()) {
        throw connection.isDirectory(path);
      }
      throw e;
    }
    if (in instanceof HdfsDataInputStream hdfsStream) {
      return hdfsStream;
    }
    close(in);
    throw new IOException("is read by " + in.getClass().getName() + ", not by HDFS's own client");
  }

  /** Returns the number of the first block, which no other file ever has. */
  private static long firstBlock(HdfsDataInputStream in) throws IOException {
    List<LocatedBlock> blocks = in.getAllBlocks();
    return blocks.isEmpty() ? -1 : blocks.get(0).getBlock().getBlockId();
  }

  private void use(HdfsDataInputStream opened) throws IOException {
    opened.setReadahead(Math.min(READ_AHEAD_BYTES, end - position));
    opened.seek(position);
    in = opened;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    if (closed) {
      throw new IOException(connection.keys().location(path) + ": the stream is closed");
    }
    if (length == 0) {
      return 0;
    }
    if (position >= end) {
      return -1;
    }
    int most = (int) Math.min(length, end - position);
    int read =
        connection
            .retries()
            .run(connection.keys().location(path), again -> readOnce(buffer, offset, most));
    position += read;
    return read;
  }

  private int readOnce(byte[] buffer, int offset, int most) throws IOException {
    try {
      if (in == null) {
        openAgain();
      }
      int read = in.read(buffer, offset, most);
      if (read < 0) {
        throw new IOException("ends at byte " + position + " and should have " + end);
      }
      return read;
    } catch (IOException e) {
      drop();
      throw e;
    }
  }

  private void openAgain() throws IOException {
    HdfsDataInputStream opened = opened(connection, path);
    try {
      if (firstBlock(opened) != firstBlock) {
        throw new FileSystemException(
            connection.keys().location(path), null, "was replaced while it was read");
      }
      use(opened);
    } finally {
      if (in == null) {
        close(opened);
      }
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
  public void close() {
    closed = true;
    drop();
  }

  private void drop() {
    if (in != null) {
      close(in);
      in = null;
    }
  }

  private static void close(FSDataInputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      LOG.debug("a stream was not closed", e);
    }
  }
}
