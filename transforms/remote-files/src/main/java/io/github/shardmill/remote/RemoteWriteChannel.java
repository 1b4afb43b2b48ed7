package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Writes a remote file: into a local file that only the owner may reach, which becomes the remote
 * one when this is closed. After a write that failed, closing throws and publishes nothing.
 * Thread-safe.
 */
final class RemoteWriteChannel implements SeekableByteChannel {
  private final RemotePath file;
  private final boolean exclusive;
  private final ScratchDirectory scratch;
  private final FileChannel channel;
  private Throwable failure;
  private boolean closed;

  private RemoteWriteChannel(RemotePath file, boolean exclusive, ScratchDirectory scratch)
      throws IOException {
    this.file = file;
    this.exclusive = exclusive;
    this.scratch = scratch;
    this.channel =
        FileChannel.open(written(), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
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
    ScratchDirectory scratch = ScratchDirectory.create("upload");
    try {
      return new RemoteWriteChannel(file, exclusive, scratch);
    } catch (IOException e) {
      scratch.close();
      throw e;
    }
  }

  private Path written() {
    return scratch.path().resolve("written");
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
    try (scratch) {
      channel.close();
      if (failure != null) {
        throw new IOException(
            file + " is not published, because writing it failed: " + failure, failure);
      }
      Transfer.upload(written(), file, exclusive);
    }
  }
}
