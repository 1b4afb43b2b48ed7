package io.github.shardmill.remote.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;
import org.apache.hadoop.fs.FileChecksum;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files whole or not at all, as the package says. Thread-safe. */
final class HdfsWriter {
  private static final Logger LOG = LoggerFactory.getLogger(HdfsWriter.class);
  private static final int BUFFER_BYTES = 128 << 10;

  /** How often a file is written again that somebody removed before it was whole. */
  private static final int LAST_WRITE = 3;

  private final HdfsConnection connection;
  private final DistributedFileSystem hdfs;
  private final HdfsRename renames;

  HdfsWriter(HdfsConnection connection, HdfsRename renames) {
    this.connection = connection;
    this.hdfs = connection.hdfs();
    this.renames = renames;
  }

  /** What is written; opened anew for each try. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  /** A file that is whole and checked, and not where it belongs. */
  private record Written(Path path, long fileId) {}

  /**
   * Writes a file.
   *
   * @param option {@code NONE} if nothing may be at the target, or {@code OVERWRITE}
   * @throws FileAlreadyExistsException if something may not be there and is
   */
  void write(Source source, Path target, Options.Rename option) throws IOException {
    for (int tries = 1; ; tries++) {
      refuseInVain(target, option);
      Written written =
          connection
              .retries()
              .run(connection.keys().location(target), again -> written(source, target));
      try {
        publish(written, target, option);
        return;
      } catch (NoSuchFileException e) {
        if (tries == LAST_WRITE) {
          throw e;
        }
        LOG.info("{} was removed before it was whole; writing it again", e.getFile());
      }
    }
  }

  /** Spares who comes too late to send the whole file. */
  private void refuseInVain(Path target, Options.Rename option) throws IOException {
    Optional<FileStatus> there = connection.status(target);
    if (there.isPresent() && there.get().isDirectory()) {
      throw connection.isDirectory(target);
    }
    if (there.isPresent() && option == Options.Rename.NONE) {
      throw new FileAlreadyExistsException(connection.keys().location(target));
    }
  }

  private Written written(Source source, Path target) throws IOException {
    Path path = HdfsKeys.unfinishedBeside(target);
    boolean whole = false;
    try (InputStream in = source.open()) {
      // each block is forced to the disks when it is full, the last one by closing
      OutputStream out = hdfs.createFile(path).recursive().syncBlock().build();
      try {
        Written written = checked(in, out, path);
        whole = true;
        return written;
      } finally {
        if (!whole) {
          abandon(out, path);
        }
      }
    } catch (FileNotFoundException e) {
      // no cause: that one would last
      throw new IOException("was removed before it was whole: " + Failures.firstLine(e));
    }
  }

  private Written checked(InputStream in, OutputStream out, Path path) throws IOException {
    Checksum crc32c = new CRC32C();
    Checksum crc32 = new CRC32();
    long size = copy(in, out, crc32c, crc32);
    out.close();
    FileStatus status = hdfs.getFileStatus(path);
    if (status.getLen() != size) {
      throw new IOException("has " + status.getLen() + " bytes and should have " + size);
    }
    check(path, crc32c, crc32);
    return new Written(path, HdfsKeys.fileId(status));
  }

  private static long copy(InputStream in, OutputStream out, Checksum... checksums)
      throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      for (Checksum checksum : checksums) {
        checksum.update(buffer, 0, read);
      }
      size += read;
    }
    return size;
  }

  /** Compares with what the data nodes say of their disks; a cluster may have no checksums. */
  private void check(Path path, Checksum crc32c, Checksum crc32) throws IOException {
    FileChecksum stored = hdfs.getFileChecksum(path);
    if (stored == null) {
      return;
    }
    Optional<Checksum> expected =
        switch (stored.getAlgorithmName()) {
          case "COMPOSITE-CRC32C" -> Optional.of(crc32c);
          case "COMPOSITE-CRC32" -> Optional.of(crc32);
          default -> Optional.empty();
        };
    if (expected.isPresent()) {
      int found = ByteBuffer.wrap(stored.getBytes()).getInt();
      if (found != (int) expected.get().getValue()) {
        throw new IOException("was damaged on its way: its checksum is not that of what was sent");
      }
    }
  }

  private void publish(Written written, Path target, Options.Rename option) throws IOException {
    try {
      renames.rename(written.path(), written.fileId(), target, option);
    } catch (IOException e) {
      // what is gone cannot be renamed any more by a call that is still under way
      if (discard(written.path()) || !isThere(written, target)) {
        throw e;
      }
    }
  }

  private boolean isThere(Written written, Path target) {
    try {
      return connection.isAt(target, written.fileId());
    } catch (IOException e) {
      return false;
    }
  }

  private void abandon(OutputStream out, Path path) {
    try {
      out.close();
    } catch (IOException e) {
      LOG.debug("{} was not closed", path, e);
    }
    discard(path);
  }

  /** Returns whether the file was there and is gone; one that stays is swept another day. */
  private boolean discard(Path unfinished) {
    try {
      return hdfs.delete(unfinished, false);
    } catch (IOException e) {
      LOG.info("{} stays behind: {}", unfinished, Failures.firstLine(e));
      return false;
    }
  }
}
