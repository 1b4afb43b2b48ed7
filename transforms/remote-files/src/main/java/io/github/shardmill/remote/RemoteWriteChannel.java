package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a remote file: into a local temporary file that only the owner may read, which becomes the
 * remote one when this is closed. After a write that failed, closing throws and publishes nothing.
 * Thread-safe.
 */
final class RemoteWriteChannel implements SeekableByteChannel {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteWriteChannel.class);

  private final RemotePath file;
  private final boolean exclusive;
  private final Path written;
  private final FileChannel channel;
  private Throwable failure;
  private boolean closed;

  private RemoteWriteChannel(
      RemotePath file, boolean exclusive, Path written, FileChannel channel) {
    this.file = file;
    this.exclusive = exclusive;
    this.written = written;
    this.channel = channel;
  }

  /**
   * Begins to write; asks no store.
   *
   * @param exclusive whether the file must not be there when this is closed
   */
  static RemoteWriteChannel open(RemotePath file, boolean exclusive) throws IOException {
    if (RemoteFileSystems.key(file).isEmpty()) {
      throw new FileSystemException(file.toString(), null, "is a directory");
    }
    Path written = Files.createTempFile("shardmill", ".upload");
    try {
      return new RemoteWriteChannel(
          file, exclusive, written, FileChannel.open(written, StandardOpenOption.WRITE));
    } catch (IOException e) {
      delete(written);
      throw e;
    }
  }

  /** What may fail while the local file is written. */
  @FunctionalInterface
  private interface Change<T> {
    T make() throws IOException;
  }

  private <T> T change(Change<T> change) throws IOException {
    try {
      return change.make();
    } catch (IOException | RuntimeException | Error e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public synchronized int write(ByteBuffer source) throws IOException {
    return change(() -> channel.write(source));
  }

  @Override
  public synchronized RemoteWriteChannel truncate(long size) throws IOException {
    change(() -> channel.truncate(size));
    return this;
  }

  @Override
  public synchronized long position() throws IOException {
    return channel.position();
  }

  @Override
  public synchronized RemoteWriteChannel position(long newPosition) throws IOException {
    change(() -> channel.position(newPosition));
    return this;
  }

  @Override
  public synchronized long size() throws IOException {
    return channel.size();
  }

  @Override
  public int read(ByteBuffer target) {
    throw new NonReadableChannelException();
  }

  @Override
  public synchronized boolean isOpen() {
    return !closed;
  }

  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      channel.close();
      if (failure != null) {
        throw new IOException(
            file + " is not published, because writing it failed: " + failure, failure);
      }
      Transfer.upload(written, file, exclusive);
    } finally {
      delete(written);
    }
  }

  private static void delete(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      LOG.warn("The temporary file {} could not be deleted; delete it", temporary, e);
    }
  }
}
