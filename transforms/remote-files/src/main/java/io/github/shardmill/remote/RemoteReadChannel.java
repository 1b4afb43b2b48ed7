package io.github.shardmill.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;

/**
 * Reads a remote file that does not change. A stream is kept open for what is read next; going
 * forward by less than {@value #SKIPPED_BYTES} bytes reads over them, and going elsewhere opens
 * another stream. Thread-safe.
 */
final class RemoteReadChannel implements SeekableByteChannel {
  /** What is read in less time than a request takes. */
  static final int SKIPPED_BYTES = 256 << 10;

  private static final int COPIED_AT_ONCE_BYTES = 64 << 10;

  private final RemotePath file;
  private final RemoteStore store;
  private final long size;
  private InputStream stream;
  private long streamed;
  private long position;
  private boolean closed;

  private RemoteReadChannel(RemotePath file, RemoteStore store, long size) {
    this.file = file;
    this.store = store;
    this.size = size;
  }

  /** Opens a file; its size is the one of now. */
  static RemoteReadChannel open(RemotePath file) throws IOException {
    RemoteEntry entry = file.require();
    if (entry.directory()) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    return new RemoteReadChannel(file, file.store(), entry.size());
  }

  @Override
  public synchronized int read(ByteBuffer target) throws IOException {
    requireOpen();
    if (!target.hasRemaining()) {
      return 0;
    }
    if (position >= size) {
      return -1;
    }
    int wanted = (int) Math.min(target.remaining(), size - position);
    int read;
    try {
      goToPosition();
      read = target.hasArray() ? readInto(target, wanted) : copyInto(target, wanted);
      if (read < 0) {
        throw new EOFException();
      }
    } catch (IOException e) {
      IOException failure = e instanceof EOFException ? endedEarly(e) : e;
      dropStreamAfter(failure);
      throw failure;
    }
    position += read;
    streamed = position;
    return read;
  }

  private IOException endedEarly(IOException cause) {
    return new IOException(
        file + " ends before byte " + position + ", and had " + size + " when it was opened",
        cause);
  }

  private int readInto(ByteBuffer target, int wanted) throws IOException {
    int read = stream.read(target.array(), target.arrayOffset() + target.position(), wanted);
    if (read > 0) {
      target.position(target.position() + read);
    }
    return read;
  }

  private int copyInto(ByteBuffer target, int wanted) throws IOException {
    byte[] copied = new byte[Math.min(wanted, COPIED_AT_ONCE_BYTES)];
    int read = stream.read(copied, 0, copied.length);
    if (read > 0) {
      target.put(copied, 0, read);
    }
    return read;
  }

  private void goToPosition() throws IOException {
    long ahead = position - streamed;
    if (stream != null && (ahead < 0 || ahead > SKIPPED_BYTES)) {
      dropStream();
    }
    if (stream == null) {
      stream = store.open(RemoteFileSystems.key(file), position, Long.MAX_VALUE);
    } else {
      stream.skipNBytes(ahead);
    }
    streamed = position;
  }

  private void dropStream() throws IOException {
    InputStream dropped = stream;
    stream = null;
    if (dropped != null) {
      dropped.close();
    }
  }

  /** What is read next comes from another stream. */
  private void dropStreamAfter(IOException failure) {
    try {
      dropStream();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public synchronized long position() throws IOException {
    requireOpen();
    return position;
  }

  @Override
  public synchronized RemoteReadChannel position(long newPosition) throws IOException {
    requireOpen();
    if (newPosition < 0) {
      throw new IllegalArgumentException("no position: " + newPosition);
    }
    position = newPosition;
    return this;
  }

  @Override
  public synchronized long size() throws IOException {
    requireOpen();
    return size;
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    dropStream();
  }

  @Override
  public int write(ByteBuffer source) {
    throw new NonWritableChannelException();
  }

  @Override
  public SeekableByteChannel truncate(long newSize) {
    throw new NonWritableChannelException();
  }

  private void requireOpen() throws ClosedChannelException {
    if (closed) {
      throw new ClosedChannelException();
    }
  }
}
