package io.github.shardmill.index.spool;

import io.github.shardmill.index.store.HostName;
import io.github.shardmill.remote.Locations;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Where the bytes of regions are: in the spool directory, on whatever machine, or in a scratch
 * directory on this one, if a merge wrote them.
 *
 * @param spool the spool directory
 * @param scratch a directory on this machine
 */
record RegionFiles(Path spool, Path scratch) {
  private static final int COPY_BYTES = 1 << 16;
  private static final String ENDING = ".spool";
  private static final int UUID_LENGTH = 36;

  /** Returns a name for a new spool file, which tells who wrote it. */
  static String newName() {
    return UUID.randomUUID() + "." + HostName.inFileNames() + ENDING;
  }

  /** Returns a path for what a merge writes; as the file of a region it is found again. */
  Path newPass() {
    return scratch.toAbsolutePath().resolve(newName());
  }

  /**
   * Opens the file of a region at its first byte. Of a spool on another machine the region is
   * copied first, with one request: dozens of regions are open together for a long time, and
   * servers do not like that.
   *
   * @throws NoSuchFileException if it is not there; the message says who wrote it
   */
  SeekableByteChannel open(Region region) throws IOException {
    boolean isPass = Path.of(region.file()).isAbsolute();
    Path file = isPass ? Path.of(region.file()) : spool.resolve(region.file());
    try {
      if (Locations.isRemote(file)) {
        return copy(file, region.extent());
      }
      SeekableByteChannel channel = Files.newByteChannel(file);
      channel.position(region.extent().offset());
      return channel;
    } catch (NoSuchFileException e) {
      throw missing(file, e);
    }
  }

  private SeekableByteChannel copy(Path file, Region.Extent extent) throws IOException {
    FileChannel copy =
        FileChannel.open(
            newPass(),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.DELETE_ON_CLOSE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean whole = false;
    try (SeekableByteChannel from = Files.newByteChannel(file)) {
      from.position(extent.offset());
      ByteBuffer buffer = ByteBuffer.allocate(COPY_BYTES);
      for (long left = extent.length(); left > 0; left -= buffer.limit()) {
        buffer.clear().limit((int) Math.min(COPY_BYTES, left));
        fill(from, buffer, file);
        buffer.flip();
        while (buffer.hasRemaining()) {
          copy.write(buffer);
        }
      }
      copy.position(0);
      whole = true;
      return copy;
    } finally {
      if (!whole) {
        copy.close();
      }
    }
  }

  private static void fill(SeekableByteChannel from, ByteBuffer buffer, Path file)
      throws IOException {
    while (buffer.hasRemaining()) {
      if (from.read(buffer) < 0) {
        throw new EOFException(file + " was cut off");
      }
    }
  }

  private static NoSuchFileException missing(Path file, NoSuchFileException cause) {
    String name = file.getFileName().toString();
    String writer =
        name.length() > UUID_LENGTH + 1 + ENDING.length()
            ? name.substring(UUID_LENGTH + 1, name.length() - ENDING.length())
            : "an unknown host";
    String reason =
        "a work file that "
            + writer
            + " wrote and "
            + HostName.inFileNames()
            + " does not see: a machine lost its disk, or not all share the work directory";
    NoSuchFileException missing = new NoSuchFileException(file.toString(), null, reason);
    missing.initCause(cause);
    return missing;
  }
}
