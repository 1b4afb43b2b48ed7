package io.github.shardmill.remote;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What {@link java.nio.file.Files} does with a {@link RemotePath}; the package says what differs
 * from a local disk. One for all schemes, so that copies between two of them are made here too, and
 * are whole. Thread-safe.
 */
final class RemoteFileSystemProvider extends FileSystemProvider {
  private static final String SCHEME = "remote";
  // made so anyway as far as a store has rights: for the owner only
  private static final String ACCEPTED_ATTRIBUTE = "posix:permissions";

  private final RemoteFileSystems all;

  RemoteFileSystemProvider(RemoteFileSystems all) {
    this.all = all;
  }

  /** Returns what is no scheme of a location: the provider is for all of them. */
  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
    throw new UnsupportedOperationException("open file systems with Locations.path: " + uri);
  }

  @Override
  public FileSystem getFileSystem(URI uri) {
    return getPath(uri).getFileSystem();
  }

  @Override
  public Path getPath(URI uri) {
    return all.path(uri);
  }

  @Override
  public SeekableByteChannel newByteChannel(
      Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
      throws IOException {
    RemotePath file = RemoteFileSystems.remote(path);
    requireAccepted(attributes);
    if (!options.contains(StandardOpenOption.WRITE)
        && !options.contains(StandardOpenOption.APPEND)) {
      return RemoteReadChannel.open(file);
    }
    requireWholeWrite(file, options);
    boolean exclusive = options.contains(StandardOpenOption.CREATE_NEW);
    if (!exclusive && !options.contains(StandardOpenOption.CREATE)) {
      file.require();
    }
    return RemoteWriteChannel.open(file, exclusive);
  }

  /** Fails unless a file is written from its beginning, and nothing of an old one is kept. */
  private static void requireWholeWrite(RemotePath file, Set<? extends OpenOption> options) {
    for (StandardOpenOption unknown :
        List.of(
            StandardOpenOption.APPEND,
            StandardOpenOption.READ,
            StandardOpenOption.DELETE_ON_CLOSE)) {
      if (options.contains(unknown)) {
        throw new UnsupportedOperationException(
            file + " can only be read, or written as a whole, not opened with " + unknown);
      }
    }
    if (!options.contains(StandardOpenOption.CREATE_NEW)
        && !options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
      throw new UnsupportedOperationException(
          file + " can only be written as a whole, with CREATE_NEW or TRUNCATE_EXISTING");
    }
  }

  @Override
  public InputStream newInputStream(Path path, OpenOption... options) throws IOException {
    for (OpenOption option : options) {
      if (option != StandardOpenOption.READ && option != LinkOption.NOFOLLOW_LINKS) {
        throw new UnsupportedOperationException(path + " is not read with " + option);
      }
    }
    RemotePath file = RemoteFileSystems.remote(path);
    return file.store().open(RemoteFileSystems.key(file), 0, Long.MAX_VALUE);
  }

  @Override
  public DirectoryStream<Path> newDirectoryStream(
      Path path, DirectoryStream.Filter<? super Path> filter) throws IOException {
    return RemoteDirectoryStream.open(RemoteFileSystems.remote(path), filter);
  }

  @Override
  public void createDirectory(Path path, FileAttribute<?>... attributes) throws IOException {
    requireAccepted(attributes);
    RemotePath directory = RemoteFileSystems.remote(path);
    requireAbsent(directory);
    directory.store().createDirectory(RemoteFileSystems.key(directory));
  }

  @Override
  public void delete(Path path) throws IOException {
    RemotePath file = RemoteFileSystems.remote(path);
    RemoteEntry entry = file.require();
    if (entry.directory()) {
      try (DirectoryStream<Path> children = newDirectoryStream(file, child -> true)) {
        if (children.iterator().hasNext()) {
          throw new DirectoryNotEmptyException(file.toString());
        }
      }
    }
    file.store().delete(List.of(entry.key()));
  }

  @Override
  public void copy(Path source, Path target, CopyOption... options) throws IOException {
    RemoteMoves.copy(
        RemoteFileSystems.remote(source), RemoteFileSystems.remote(target), Arrays.asList(options));
  }

  @Override
  public void move(Path source, Path target, CopyOption... options) throws IOException {
    RemoteMoves.move(
        RemoteFileSystems.remote(source), RemoteFileSystems.remote(target), Arrays.asList(options));
  }

  @Override
  public boolean isSameFile(Path one, Path other) {
    return RemoteFileSystems.remote(one).toAbsolutePath().equals(other.toAbsolutePath());
  }

  @Override
  public boolean isHidden(Path path) {
    Path name = path.toAbsolutePath().getFileName();
    return name != null && name.toString().startsWith(".");
  }

  @Override
  public FileStore getFileStore(Path path) {
    return RemoteFileSystems.remote(path).getFileSystem().getFileStores().iterator().next();
  }

  @Override
  public void checkAccess(Path path, AccessMode... modes) throws IOException {
    RemoteEntry entry = RemoteFileSystems.remote(path).require();
    if (!entry.directory() && Arrays.asList(modes).contains(AccessMode.EXECUTE)) {
      throw new AccessDeniedException(path.toString(), null, "remote files are not executed");
    }
  }

  @Override
  public <V extends FileAttributeView> V getFileAttributeView(
      Path path, Class<V> type, LinkOption... options) {
    return type == BasicFileAttributeView.class
        ? type.cast(new RemoteAttributes.View(() -> attributes(path)))
        : null;
  }

  @Override
  public <A extends BasicFileAttributes> A readAttributes(
      Path path, Class<A> type, LinkOption... options) throws IOException {
    if (type != BasicFileAttributes.class) {
      throw new UnsupportedOperationException(path + " has no " + type.getSimpleName());
    }
    return type.cast(attributes(path));
  }

  @Override
  public Map<String, Object> readAttributes(Path path, String names, LinkOption... options)
      throws IOException {
    return attributes(path).named(names);
  }

  @Override
  public void setAttribute(Path path, String attribute, Object value, LinkOption... options) {
    throw new UnsupportedOperationException(path + " has no " + attribute + " that can be set");
  }

  private static RemoteAttributes attributes(Path path) throws IOException {
    return new RemoteAttributes(RemoteFileSystems.remote(path).listedOrRequire());
  }

  static void requireAbsent(RemotePath path) throws IOException {
    if (path.find().isPresent()) {
      throw new FileAlreadyExistsException(path.toString());
    }
  }

  private static void requireAccepted(FileAttribute<?>... attributes) {
    for (FileAttribute<?> attribute : attributes) {
      if (!attribute.name().equals(ACCEPTED_ATTRIBUTE)) {
        throw new UnsupportedOperationException(
            "a remote file cannot be made with " + attribute.name());
      }
    }
  }
}
