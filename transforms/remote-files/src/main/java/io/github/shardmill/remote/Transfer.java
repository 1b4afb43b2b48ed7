package io.github.shardmill.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Copies whole files between this machine and another: the target is there whole or as it was.
 * Stateless.
 */
public final class Transfer {
  private static final String UNFINISHED_BEGIN = ".download";
  private static final String UNFINISHED_END = ".unfinished";

  private Transfer() {}

  /**
   * Copies a local file to a remote path.
   *
   * @param exclusive whether the target must not be there
   * @throws java.nio.file.FileAlreadyExistsException if it is
   */
  public static void upload(Path local, Path remote, boolean exclusive) throws IOException {
    RemoteFileSystems.store(remote).put(local, RemoteFileSystems.key(remote), exclusive);
  }

  /**
   * Reads a part of a remote file with one request.
   *
   * @param from position of the first byte
   * @param into filled up to its limit
   * @throws java.io.EOFException if the file ends before
   */
  public static void read(Path remote, long from, ByteBuffer into) throws IOException {
    long length = into.remaining();
    try (InputStream in =
        RemoteFileSystems.store(remote).open(RemoteFileSystems.key(remote), from, length)) {
      ReadableByteChannel channel = Channels.newChannel(in);
      while (into.hasRemaining()) {
        if (channel.read(into) < 0) {
          throw new EOFException(remote + " ends in front of byte " + (from + length));
        }
      }
    }
  }

  /**
   * Copies a remote file to a local path, which is replaced. Until all of it is there, it has
   * another name in the same directory, beginning with {@code .download}; only a process that is
   * killed leaves one behind. Only the owner may read it.
   *
   * @param size how many bytes it has
   * @throws IOException if it has another size
   */
  public static void download(Path remote, long size, Path local) throws IOException {
    Path directory = local.toAbsolutePath().getParent();
    Path unfinished = Files.createTempFile(directory, UNFINISHED_BEGIN, UNFINISHED_END);
    try {
      try (InputStream in = Files.newInputStream(remote);
          OutputStream out = Files.newOutputStream(unfinished)) {
        long copied = in.transferTo(out);
        if (copied != size) {
          throw new IOException(remote + " has " + copied + " bytes and should have " + size);
        }
      }
      Files.move(
          unfinished, local, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      deleteAfter(e, unfinished);
      throw e;
    }
  }

  private static void deleteAfter(Throwable failure, Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }
}
