package io.github.shardmill.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store on the disk of this machine: with directories and with moves, as HDFS. For tests; it
 * reads whole files.
 */
public final class DiskStore implements RemoteStore {
  private final String location;
  private final Path files;
  private final Path unfinished;

  /**
   * Makes a store of a directory that is made, too.
   *
   * @param location as in {@code disk://name}
   */
  public DiskStore(String location, Path directory) throws IOException {
    this.location = location;
    this.files = Files.createDirectories(directory.resolve("files"));
    this.unfinished = Files.createDirectories(directory.resolve("unfinished"));
  }

  @Override
  public Optional<RemoteEntry> find(String key) throws IOException {
    return at(
        key,
        () -> {
          Path path = path(key);
          if (!Files.exists(path)) {
            return Optional.empty();
          }
          return Optional.of(entry(path));
        });
  }

  @Override
  public Iterator<RemoteEntry> list(String directory) throws IOException {
    return at(
        directory,
        () -> {
          try (Stream<Path> children = Files.list(path(directory))) {
            return entries(children).iterator();
          }
        });
  }

  @Override
  public Iterator<RemoteEntry> listAll(String directory) throws IOException {
    if (!Files.isDirectory(path(directory))) {
      return List.<RemoteEntry>of().iterator();
    }
    return at(
        directory,
        () -> {
          try (Stream<Path> all = Files.walk(path(directory))) {
            return entries(all.filter(Files::isRegularFile)).iterator();
          }
        });
  }

  @Override
  public InputStream open(String key, long from, long length) throws IOException {
    return at(
        key,
        () -> {
          byte[] bytes = Files.readAllBytes(path(key));
          int start = (int) Math.min(from, bytes.length);
          int count = (int) Math.min(length, bytes.length - start);
          return new ByteArrayInputStream(bytes, start, count);
        });
  }

  @Override
  public void put(Path local, String key, boolean exclusive) throws IOException {
    at(key, () -> publish(local, path(key), exclusive));
  }

  @Override
  public void copy(String from, String to) throws IOException {
    at(from, () -> publish(path(from), path(to), false));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    at(
        from,
        () -> {
          if (!Files.exists(path(from))) {
            throw new NoSuchFileException(from);
          }
          Files.createDirectories(path(to).getParent());
          return Files.move(
              path(from),
              path(to),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        });
  }

  @Override
  public void delete(Collection<String> keys) throws IOException {
    for (String key : keys) {
      at(key, () -> Files.deleteIfExists(path(key)));
    }
  }

  @Override
  public void createDirectory(String key) throws IOException {
    at(key, () -> Files.createDirectories(path(key)));
  }

  @Override
  public void sweepUnfinished(String below, long beforeMillis) {
    // for tests, that take their directory away
  }

  @Override
  public void close() {
    // nothing is open
  }

  private Path publish(Path content, Path target, boolean exclusive) throws IOException {
    Path whole = Files.createTempFile(unfinished, "put", "");
    try {
      Files.copy(content, whole, StandardCopyOption.REPLACE_EXISTING);
      Files.createDirectories(target.getParent());
      if (exclusive) {
        return Files.createLink(target, whole);
      }
      return Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(whole);
    }
  }

  private Path path(String key) {
    return files.resolve(key);
  }

  private List<RemoteEntry> entries(Stream<Path> paths) {
    return paths
        .map(
            path -> {
              try {
                return entry(path);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private RemoteEntry entry(Path path) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
    return new RemoteEntry(
        files.relativize(path).toString(),
        attributes.isDirectory(),
        attributes.isDirectory() ? 0 : attributes.size(),
        attributes.lastModifiedTime().toMillis());
  }

  @FunctionalInterface
  private interface Action<T> {
    T run() throws IOException;
  }

  /** Says where in words of this store. */
  private <T> T at(String key, Action<T> action) throws IOException {
    String where = location + "/" + key;
    try {
      return action.run();
    } catch (NoSuchFileException e) {
      throw because(e, new NoSuchFileException(where));
    } catch (NotDirectoryException e) {
      throw because(e, new NotDirectoryException(where));
    } catch (FileAlreadyExistsException e) {
      throw because(e, new FileAlreadyExistsException(where));
    } catch (DirectoryNotEmptyException e) {
      throw because(e, new DirectoryNotEmptyException(where));
    } catch (IOException e) {
      throw because(e, new FileSystemException(where, null, e.toString()));
    }
  }

  private static IOException because(IOException cause, IOException failure) {
    failure.initCause(cause);
    return failure;
  }
}
