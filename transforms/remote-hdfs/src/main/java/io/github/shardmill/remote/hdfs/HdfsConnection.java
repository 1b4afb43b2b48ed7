package io.github.shardmill.remote.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * What everything needs that talks to a name node.
 *
 * @param hdfs Hadoop's client
 * @param retries of each call
 * @param keys what files are called
 */
record HdfsConnection(DistributedFileSystem hdfs, Retries retries, HdfsKeys keys) {
  /** Returns what is at a path, if anything; tries again what may pass. */
  Optional<FileStatus> status(Path path) throws IOException {
    return retries.run(keys.location(path), again -> statusOnce(path));
  }

  private Optional<FileStatus> statusOnce(Path path) throws IOException {
    try {
      return Optional.of(hdfs.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether a file is at a path, and no other in its place. Asks once.
   *
   * @param fileId the file's number
   */
  boolean isAt(Path path, long fileId) throws IOException {
    Optional<FileStatus> there = statusOnce(path);
    return there.isPresent() && HdfsKeys.fileId(there.get()) == fileId;
  }

  NoSuchFileException missing(Path path) {
    return new NoSuchFileException(keys.location(path));
  }

  FileSystemException isDirectory(Path path) {
    return new FileSystemException(keys.location(path), null, "is a directory");
  }
}
