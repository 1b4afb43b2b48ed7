package io.github.shardmill.remote;

import java.io.IOException;
import java.net.URI;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.ProviderMismatchException;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A path of a remote file system, always normalised. Its text is {@code scheme://authority/a/b}
 * with nothing escaped if it is absolute, and {@code a/b} otherwise.
 *
 * <p>One that came out of a listing knows what was listed, and gives it away once: to whoever first
 * asks for its attributes. Else walking a tree would cost one request for each file. Two paths are
 * equal whatever they know.
 */
final class RemotePath implements Path {
  private static final String SLASH = RemoteFileSystem.SEPARATOR;

  private final RemoteFileSystem fileSystem;
  private final boolean absolute;
  private final String key;
  private volatile RemoteEntry listed;

  RemotePath(RemoteFileSystem fileSystem, boolean absolute, String key) {
    this.fileSystem = fileSystem;
    this.absolute = absolute;
    this.key = key;
  }

  RemotePath(RemoteFileSystem fileSystem, RemoteEntry listed) {
    this(fileSystem, true, listed.key());
    this.listed = listed;
  }

  /** Returns the parts joined by slashes. */
  String key() {
    return key;
  }

  /** Returns the store; what was listed may not hold any more afterwards. */
  RemoteStore store() throws IOException {
    listed = null;
    return fileSystem.store();
  }

  /** Asks the store what is here. */
  Optional<RemoteEntry> find() throws IOException {
    return store().find(toAbsolutePath().key);
  }

  /** Asks the store what is here, and fails if it is nothing. */
  RemoteEntry require() throws IOException {
    return find().orElseThrow(() -> new NoSuchFileException(toAbsolutePath().toString()));
  }

  /** Returns what was listed, once; asks the store later, and if this came from no listing. */
  RemoteEntry listedOrRequire() throws IOException {
    RemoteEntry once = listed;
    listed = null;
    return once == null ? require() : once;
  }

  @Override
  public RemoteFileSystem getFileSystem() {
    return fileSystem;
  }

  @Override
  public boolean isAbsolute() {
    return absolute;
  }

  @Override
  public RemotePath getRoot() {
    return absolute ? new RemotePath(fileSystem, true, "") : null;
  }

  @Override
  public RemotePath getFileName() {
    return isRoot() ? null : relative(key.substring(key.lastIndexOf('/') + 1));
  }

  @Override
  public RemotePath getParent() {
    int end = key.lastIndexOf('/');
    if (end < 0) {
      return isRoot() ? null : getRoot();
    }
    return new RemotePath(fileSystem, absolute, key.substring(0, end));
  }

  @Override
  public int getNameCount() {
    return names().size();
  }

  @Override
  public RemotePath getName(int index) {
    return subpath(index, index + 1);
  }

  @Override
  public RemotePath subpath(int begin, int end) {
    List<String> names = names();
    if (begin < 0 || begin >= end || end > names.size()) {
      throw new IllegalArgumentException(this + " has no names " + begin + " to " + end);
    }
    return relative(String.join(SLASH, names.subList(begin, end)));
  }

  @Override
  public boolean startsWith(Path other) {
    return isAlike(other)
        && Names.isAtOrBelow(key, ((RemotePath) other).key)
        && (absolute || key.isEmpty() || !((RemotePath) other).key.isEmpty());
  }

  @Override
  public boolean endsWith(Path other) {
    if (!(other instanceof RemotePath end) || end.fileSystem != fileSystem) {
      return false;
    }
    if (end.absolute || end.key.isEmpty()) {
      return equals(end);
    }
    return key.equals(end.key) || key.endsWith(SLASH + end.key);
  }

  @Override
  public RemotePath normalize() {
    return this;
  }

  @Override
  public RemotePath resolve(Path other) {
    RemotePath end = RemoteFileSystems.remote(other);
    if (end.absolute) {
      return end;
    }
    if (end.key.isEmpty()) {
      return this;
    }
    return new RemotePath(fileSystem, absolute, Names.normalized(key + SLASH + end.key, absolute));
  }

  @Override
  public RemotePath relativize(Path other) {
    RemotePath end = RemoteFileSystems.remote(other);
    if (!isAlike(end)) {
      throw new IllegalArgumentException("no way leads from " + this + " to " + end);
    }
    List<String> from = key.isEmpty() ? List.of() : names();
    List<String> to = end.key.isEmpty() ? List.of() : end.names();
    int same = 0;
    while (same < Math.min(from.size(), to.size()) && from.get(same).equals(to.get(same))) {
      same++;
    }
    if (from.subList(same, from.size()).contains("..")) {
      throw new IllegalArgumentException("no way leads from " + this + " to " + end);
    }
    String up = "../".repeat(from.size() - same);
    return relative(Names.normalized(up + String.join(SLASH, to.subList(same, to.size())), false));
  }

  @Override
  public URI toUri() {
    RemotePath whole = toAbsolutePath();
    RemoteFileSystems.Root root = fileSystem.root();
    return URI.create(
        root.scheme()
            + "://"
            + Names.percentEncoded(root.authority(), ":@[]")
            + SLASH
            + Names.percentEncoded(whole.key, SLASH));
  }

  @Override
  public RemotePath toAbsolutePath() {
    return absolute ? this : fileSystem.absolute(key);
  }

  /**
   * Returns the absolute path. There are no links; the store is not asked, and it may be absent.
   */
  @Override
  public RemotePath toRealPath(LinkOption... options) {
    return toAbsolutePath();
  }

  @Override
  public WatchKey register(
      WatchService watcher, WatchEvent.Kind<?>[] events, WatchEvent.Modifier... modifiers) {
    throw new UnsupportedOperationException(this + " cannot be watched");
  }

  @Override
  public int compareTo(Path other) {
    if (!(other instanceof RemotePath remote)) {
      throw new ProviderMismatchException(this + " is not comparable with " + other);
    }
    if (isAlike(remote)) {
      return Names.compare(key, remote.key);
    }
    int order = Names.compare(toString(), remote.toString());
    return order != 0
        ? order
        : Names.compare(fileSystem.root().toString(), remote.fileSystem.root().toString());
  }

  @Override
  public boolean equals(Object other) {
    return isAlike(other) && key.equals(((RemotePath) other).key);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fileSystem.root(), absolute, key);
  }

  @Override
  public String toString() {
    return absolute ? fileSystem.root() + SLASH + key : key;
  }

  private boolean isRoot() {
    return absolute && key.isEmpty();
  }

  private boolean isAlike(Object other) {
    return other instanceof RemotePath remote
        && remote.fileSystem == fileSystem
        && remote.absolute == absolute;
  }

  private RemotePath relative(String names) {
    return new RemotePath(fileSystem, false, names);
  }

  private List<String> names() {
    return isRoot() ? Collections.emptyList() : Names.parts(key);
  }
}
