package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What a store knows of a file; all its times are the one of the last write. */
record RemoteAttributes(RemoteEntry entry) implements BasicFileAttributes {
  static final String VIEW = "basic";

  @Override
  public FileTime lastModifiedTime() {
    return FileTime.fromMillis(entry.modifiedMillis());
  }

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return !entry.directory();
  }

  @Override
  public boolean isDirectory() {
    return entry.directory();
  }

  @Override
  public boolean isSymbolicLink() {
    return false;
  }

  @Override
  public boolean isOther() {
    return false;
  }

  @Override
  public long size() {
    return entry.size();
  }

  @Override
  public Object fileKey() {
    return null;
  }

  /**
   * Returns attributes by their names.
   *
   * @param wanted names with commas between, or {@code *}, perhaps after {@code basic:}
   */
  Map<String, Object> named(String wanted) {
    String names = wanted.substring(wanted.indexOf(':') + 1);
    if (!wanted.equals(names) && !wanted.equals(VIEW + ":" + names)) {
      throw new UnsupportedOperationException("a remote file has no attributes " + wanted);
    }
    Map<String, Object> all = all();
    if (Set.of(names.split(",")).contains("*")) {
      return all;
    }
    Map<String, Object> some = new LinkedHashMap<>();
    for (String name : Arrays.asList(names.split(","))) {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException("there is no attribute " + name);
      }
      some.put(name, all.get(name));
    }
    return some;
  }

  private Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("size", size());
    all.put("lastModifiedTime", lastModifiedTime());
    all.put("lastAccessTime", lastAccessTime());
    all.put("creationTime", creationTime());
    all.put("isRegularFile", isRegularFile());
    all.put("isDirectory", isDirectory());
    all.put("isSymbolicLink", isSymbolicLink());
    all.put("isOther", isOther());
    all.put("fileKey", fileKey());
    return all;
  }

  /** The attributes of a path, as they are when they are read. */
  record View(Attributes source) implements BasicFileAttributeView {
    /** Reads attributes. */
    @FunctionalInterface
    interface Attributes {
      RemoteAttributes read() throws IOException;
    }

    @Override
    public String name() {
      return VIEW;
    }

    @Override
    public BasicFileAttributes readAttributes() throws IOException {
      return source.read();
    }

    /**
     * Does nothing: a store sets the times. It may not fail, because moving a file here ends so.
     */
    @Override
    public void setTimes(FileTime modified, FileTime accessed, FileTime created) {
      // see above
    }
  }
}
