package io.github.shardmill.file.discover;

import io.github.shardmill.remote.Locations;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;

/**
 * One entry of a directory as it was found, links resolved. Holds no {@code Path}, so that a
 * directory of 200,000 entries needs some 20 MB.
 */
final class DirEntry implements Comparable<DirEntry> {
  /** What an entry turned out to be. */
  enum Kind {
    FILE,
    DIRECTORY,
    /** Something that cannot be read as a file; {@link DirEntry#problem} says why. */
    OTHER,
    /**
     * Something of which not even its attributes could be read, perhaps a directory; {@link
     * DirEntry#problem} says why.
     */
    UNKNOWN
  }

  private final byte[] name;
  private final Kind kind;
  private final long size;
  private final long modifiedMillis;
  private final boolean link;
  private final Object detail;

  private DirEntry(byte[] name, Kind kind, Stamp stamp, boolean link, Object detail) {
    this.name = name;
    this.kind = kind;
    this.size = stamp.size();
    this.modifiedMillis = stamp.modifiedMillis();
    this.link = link;
    this.detail = detail;
  }

  /** Size and modification time. */
  record Stamp(long size, long modifiedMillis) {
    static final Stamp NONE = new Stamp(0, 0);
  }

  /**
   * Creates the entry that attributes describe.
   *
   * @param path where they are of
   * @param link whether a link leads there
   */
  static DirEntry of(Path path, byte[] name, BasicFileAttributes attributes, boolean link) {
    if (attributes.isRegularFile()) {
      return file(name, new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
    }
    return attributes.isDirectory()
        ? directory(name, identity(path, attributes), link)
        : other(name, "special file (pipe, socket or device)");
  }

  /**
   * Returns what makes a directory the same one under another path: the file system's own key, or,
   * on other machines, the path, since no link leads to a directory there; null where nothing does.
   */
  static Object identity(Path directory, BasicFileAttributes attributes) {
    return Locations.isRemote(directory) ? directory.toString() : attributes.fileKey();
  }

  static DirEntry file(byte[] name, Stamp stamp) {
    return new DirEntry(name, Kind.FILE, stamp, false, null);
  }

  /**
   * Creates an entry for a directory.
   *
   * @param fileKey what makes the directory the same one under another path; may be null
   * @param link whether a link leads to it
   */
  static DirEntry directory(byte[] name, Object fileKey, boolean link) {
    return new DirEntry(name, Kind.DIRECTORY, Stamp.NONE, link, fileKey);
  }

  static DirEntry other(byte[] name, String problem) {
    return new DirEntry(name, Kind.OTHER, Stamp.NONE, false, problem);
  }

  static DirEntry unknown(byte[] name, String problem) {
    return new DirEntry(name, Kind.UNKNOWN, Stamp.NONE, false, problem);
  }

  byte[] name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  boolean isDirectory() {
    return kind == Kind.DIRECTORY;
  }

  boolean isHidden() {
    return name.length > 0 && name[0] == '.';
  }

  boolean isLink() {
    return link;
  }

  long size() {
    return size;
  }

  long modifiedMillis() {
    return modifiedMillis;
  }

  Object fileKey() {
    return isDirectory() ? detail : null;
  }

  String problem() {
    return kind == Kind.OTHER || kind == Kind.UNKNOWN ? (String) detail : null;
  }

  /**
   * Orders by unsigned bytes of the name, a directory's name followed by {@code /}: then files in
   * the order of a walk are in the order of their whole paths.
   */
  @Override
  public int compareTo(DirEntry other) {
    int mismatch = Arrays.mismatch(name, other.name);
    return mismatch < 0 ? 0 : Integer.compare(key(mismatch), other.key(mismatch));
  }

  private int key(int index) {
    if (index < name.length) {
      return name[index] & 0xff;
    }
    return isDirectory() ? '/' : -1;
  }
}
