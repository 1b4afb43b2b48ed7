package io.github.shardmill.remote.hdfs;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * Renames in one step of the name node, and knows after a lost answer whether it was done: a file
 * keeps its number, and nobody else's file gets it. Thread-safe.
 */
final class HdfsRename {
  private final HdfsConnection connection;
  private final DistributedFileSystem hdfs;

  HdfsRename(HdfsConnection connection) {
    this.connection = connection;
    this.hdfs = connection.hdfs();
  }

  /**
   * Renames a file or directory, and makes the missing directories above its target.
   *
   * @param fileId of what is renamed
   * @param option {@code NONE} if nothing may be at the target, or {@code OVERWRITE}
   * @throws java.nio.file.FileAlreadyExistsException if something may not be there and is; then
   *     what was to be renamed is where it was
   * @throws java.nio.file.NoSuchFileException if there is nothing to be renamed, and it did not get
   *     to the target either
   * @throws IOException also if the name node did not answer, and what it did cannot be found out
   */
  void rename(Path from, long fileId, Path to, Options.Rename option) throws IOException {
    connection
        .retries()
        .run(
            connection.keys().location(to),
            again -> {
              if (!again || !connection.isAt(to, fileId)) {
                renameOnce(from, fileId, to, option, again);
              }
              return to;
            });
  }

  private void renameOnce(Path from, long fileId, Path to, Options.Rename option, boolean again)
      throws IOException {
    try {
      hdfs.rename(from, to, option);
    } catch (FileNotFoundException e) {
      if (connection.isAt(from, fileId)) {
        // it is the target's directory that is missing
        hdfs.mkdirs(to.getParent());
        hdfs.rename(from, to, option);
      } else if (!again) {
        throw connection.missing(from);
      } else if (!connection.isAt(to, fileId)) {
        throw new FileSystemException(
            connection.keys().location(to),
            null,
            "the name node's answer got lost, and somebody else changed what is there: whether the"
                + " file was there for a while is unknown");
      }
    }
  }
}
