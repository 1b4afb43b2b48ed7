package io.github.shardmill.remote.hdfs;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.protocol.HdfsFileStatus;

/** Between the keys of a store, the paths of HDFS and the locations that people read. Immutable. */
final class HdfsKeys {
  /**
   * The names of files that are being written; they are not listed and nobody else's. Short, since
   * a name has at most 255 bytes where nothing else is set up.
   */
  static final Pattern UNFINISHED = Pattern.compile("\\.unfinished-[0-9a-f-]{36}");

  private static final String UNFINISHED_PREFIX = ".unfinished-";
  private static final Pattern SLASH = Pattern.compile("/");

  private final String root;

  /**
   * Keys of one name node.
   *
   * @param authority as people write it; may be empty
   */
  HdfsKeys(String authority) {
    this.root = HdfsStoreFactory.SCHEME + "://" + authority + "/";
  }

  /** Returns the location of a key, as a person writes it. */
  String location(String key) {
    return root + key;
  }

  /** Returns the location of a path. */
  String location(Path path) {
    return root + key(path);
  }

  /**
   * Returns the path of a key.
   *
   * @throws FileSystemException if HDFS has no such names, with what is wrong
   */
  Path path(String key) throws FileSystemException {
    if (!key.isEmpty()) {
      for (String name : SLASH.split(key, -1)) {
        Optional<String> reason = whyIllegal(name);
        if (reason.isPresent()) {
          throw new FileSystemException(location(key), null, reason.get());
        }
      }
    }
    return new Path(null, null, "/" + key);
  }

  /** Returns the key of a path. */
  static String key(Path path) {
    return path.toUri().getPath().substring(1);
  }

  /** Returns whether what is listed is not whole yet, or was left behind by a writer that died. */
  static boolean isUnfinished(FileStatus listed) {
    return listed.isFile() && UNFINISHED.matcher(listed.getPath().getName()).matches();
  }

  /** Returns a new name beside a file. */
  static Path unfinishedBeside(Path target) {
    return new Path(target.getParent(), UNFINISHED_PREFIX + UUID.randomUUID());
  }

  /**
   * Returns what is wrong with a name; other servers' limits (length, quota) are theirs to tell.
   */
  private static Optional<String> whyIllegal(String name) {
    if (name.isEmpty()) {
      return Optional.of("a name in it is empty");
    }
    if (name.equals(".") || name.equals("..")) {
      return Optional.of("HDFS has no relative names, as '" + name + "' in it is");
    }
    if (name.indexOf(':') >= 0) {
      return Optional.of("HDFS allows no ':' in names; rename the file");
    }
    if (name.indexOf('\0') >= 0) {
      return Optional.of("a name in it has a character of code 0");
    }
    if (!isUnicode(name)) {
      return Optional.of("a name in it is not Unicode, which HDFS would change in silence");
    }
    if (UNFINISHED.matcher(name).matches()) {
      return Optional.of("its name is one of files that are being written");
    }
    return Optional.empty();
  }

  private static boolean isUnicode(String name) {
    return name.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  /** Returns the number of a file, which it keeps under every name, and no other ever has. */
  static long fileId(FileStatus status) throws IOException {
    if (status instanceof HdfsFileStatus file) {
      return file.getFileId();
    }
    throw new IOException(
        status.getPath()
            + " is shown by "
            + status.getClass().getName()
            + ", which does not say which file it is; fs.hdfs.impl must be HDFS's own client");
  }
}
