package io.github.shardmill.file.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What a file system says of a file's bytes; another stamp means other bytes.
 *
 * @param size bytes
 * @param modifiedMillis milliseconds since 1970 UTC
 */
record FileStamp(long size, long modifiedMillis) {
  /** Asks the file system. */
  static FileStamp of(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
  }

  /** Where stamps come from. */
  @FunctionalInterface
  interface Clerk {
    /** Returns the stamp of a file as it is now. */
    FileStamp stamp(Path path) throws IOException;
  }
}
