package io.github.shardmill.remote;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JDK's view of one scheme and authority. Thread-safe; never closed. */
final class RemoteFileSystem extends FileSystem {
  static final String SEPARATOR = "/";

  private final RemoteFileSystems all;
  private final RemoteFileSystems.Root root;
  private final RemoteFileSystemProvider provider;

  RemoteFileSystem(
      RemoteFileSystems all, RemoteFileSystems.Root root, RemoteFileSystemProvider provider) {
    this.all = all;
    this.root = root;
    this.provider = provider;
  }

  RemoteFileSystems.Root root() {
    return root;
  }

  RemoteStore store() throws IOException {
    return all.open(root);
  }

  /** Returns the path of a path's text, seen from the root. */
  RemotePath absolute(String path) {
    return new RemotePath(this, true, Names.normalized(checked(path), true));
  }

  /** Returns a path as a store listed it. */
  RemotePath listed(RemoteEntry entry) throws IOException {
    if (!Names.isNormalized(entry.key())) {
      throw new IOException(
          root + SEPARATOR + entry.key() + " has a name that no path can have; rename it");
    }
    return new RemotePath(this, entry);
  }

  @Override
  public RemotePath getPath(String first, String... more) {
    String path =
        Stream.concat(Stream.of(first), Stream.of(more))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining(SEPARATOR));
    if (path.equals(root.toString()) || path.startsWith(root + SEPARATOR)) {
      return absolute(path.substring(root.toString().length()));
    }
    if (Locations.isRemote(path)) {
      throw new InvalidPathException(path, "not below " + root);
    }
    boolean absolute = path.startsWith(SEPARATOR);
    return new RemotePath(this, absolute, Names.normalized(checked(path), absolute));
  }

  private static String checked(String path) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)) {
      throw new InvalidPathException(path, "not all of it is characters (half a surrogate pair)");
    }
    return path;
  }

  @Override
  public RemoteFileSystemProvider provider() {
    return provider;
  }

  @Override
  public PathMatcher getPathMatcher(String syntaxAndPattern) {
    Pattern pattern = Globs.pattern(syntaxAndPattern);
    return path -> pattern.matcher(path.toString()).matches();
  }

  @Override
  public Iterable<Path> getRootDirectories() {
    return List.of(absolute(""));
  }

  @Override
  public Iterable<FileStore> getFileStores() {
    return List.of(new EndlessFileStore(root));
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of(RemoteAttributes.VIEW);
  }

  @Override
  public String getSeparator() {
    return SEPARATOR;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public boolean isReadOnly() {
    return false;
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException(root + " is shared by the whole process");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException(root + " has no users");
  }

  @Override
  public WatchService newWatchService() {
    throw new UnsupportedOperationException(root + " cannot be watched");
  }
}
