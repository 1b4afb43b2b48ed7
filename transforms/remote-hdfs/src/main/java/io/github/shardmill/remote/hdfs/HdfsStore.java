package io.github.shardmill.remote.hdfs;

import io.github.shardmill.remote.RemoteEntry;
import io.github.shardmill.remote.RemoteStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIsNotEmptyDirectoryException;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** A name node and its data nodes. */
final class HdfsStore implements RemoteStore {
  /** For the owner's eyes only. */
  private static final FsPermission PRIVATE = new FsPermission((short) 0700);

  private static final Predicate<FileStatus> WHOLE = Predicate.not(HdfsKeys::isUnfinished);

  private final HdfsConnection connection;
  private final HdfsKeys keys;
  private final DistributedFileSystem hdfs;
  private final Retries retries;
  private final HdfsRename renames;
  private final HdfsWriter writer;

  /** A store over a connection of its own, which is closed with it. */
  HdfsStore(HdfsConnection connection) {
    this.connection = connection;
    this.keys = connection.keys();
    this.hdfs = connection.hdfs();
    this.retries = connection.retries();
    this.renames = new HdfsRename(connection);
    this.writer = new HdfsWriter(connection, renames);
  }

  @Override
  public Optional<RemoteEntry> find(String key) throws IOException {
    return connection.status(keys.path(key)).map(HdfsListing::entry);
  }

  @Override
  public Iterator<RemoteEntry> list(String directory) throws IOException {
    Path path = keys.path(directory);
    if (connection.status(path).orElseThrow(() -> connection.missing(path)).isFile()) {
      throw new NotDirectoryException(keys.location(directory));
    }
    return new HdfsListing(connection, path, false, WHOLE).entries();
  }

  @Override
  public Iterator<RemoteEntry> listAll(String directory) throws IOException {
    Path path = keys.path(directory);
    return connection.status(path).filter(FileStatus::isDirectory).isPresent()
        ? new HdfsListing(connection, path, true, WHOLE.and(FileStatus::isFile)).entries()
        : Collections.emptyIterator();
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    return HdfsInput.open(connection, keys.path(key), from, length);
  }

  @Override
  public void put(java.nio.file.Path local, String key, boolean exclusive) throws IOException {
    writer.write(
        () -> Files.newInputStream(local),
        keys.path(key),
        exclusive ? Options.Rename.NONE : Options.Rename.OVERWRITE);
  }

  @Override
  public void copy(String from, String to) throws IOException {
    Path source = keys.path(from);
    writer.write(
        () -> HdfsInput.open(connection, source, 0, Long.MAX_VALUE),
        keys.path(to),
        Options.Rename.OVERWRITE);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = keys.path(from);
    Path target = keys.path(to);
    FileStatus moved = connection.status(source).orElseThrow(() -> connection.missing(source));
    if (moved.isFile() && connection.status(target).filter(FileStatus::isDirectory).isPresent()) {
      throw connection.isDirectory(target);
    }
    if (!from.equals(to)) {
      renames.rename(source, HdfsKeys.fileId(moved), target, Options.Rename.OVERWRITE);
    }
  }

  /**
   * Deletes files and empty directories. A directory is empty when nothing whole is in it: what
   * somebody is just writing there goes with it, and the writer is told.
   */
  @Override
  public void delete(Collection<String> toDelete) throws IOException {
    for (String key : toDelete) {
      Path path = keys.path(key);
      Optional<FileStatus> there = connection.status(path);
      if (there.isPresent()) {
        long fileId = HdfsKeys.fileId(there.get());
        retries.run(keys.location(key), again -> deleteOnce(path, fileId, again));
      }
    }
  }

  /** After a lost answer, what stands there may be somebody else's. */
  private boolean deleteOnce(Path path, long fileId, boolean again) throws IOException {
    if (again && !connection.isAt(path, fileId)) {
      return true;
    }
    try {
      return hdfs.delete(path, false);
    } catch (PathIsNotEmptyDirectoryException e) {
      if (new HdfsListing(connection, path, false, WHOLE).hasNext()) {
        throw e;
      }
      sweep(path, Long.MAX_VALUE);
      return hdfs.delete(path, false);
    }
  }

  @Override
  public void createDirectory(String key) throws IOException {
    Path path = keys.path(key);
    retries.run(keys.location(key), again -> hdfs.mkdirs(path, PRIVATE));
  }

  @Override
  public void sweepUnfinished(String below, long beforeMillis) throws IOException {
    Path path = keys.path(below);
    if (connection.status(path).filter(FileStatus::isDirectory).isPresent()) {
      sweep(path, beforeMillis);
    }
  }

  private void sweep(Path below, long beforeMillis) throws IOException {
    HdfsListing unfinished = new HdfsListing(connection, below, true, HdfsKeys::isUnfinished);
    while (unfinished.hasNext()) {
      FileStatus file = unfinished.next();
      if (file.getModificationTime() < beforeMillis) {
        retries.run(keys.location(file.getPath()), again -> hdfs.delete(file.getPath(), false));
      }
    }
  }

  @Override
  public void close() throws IOException {
    retries.close();
    hdfs.close();
  }
}
