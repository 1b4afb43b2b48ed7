package io.github.shardmill.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The children of a remote directory, as its store lists them. Not thread-safe. */
final class RemoteDirectoryStream implements DirectoryStream<Path> {
  private final RemoteFileSystem fileSystem;
  private final Iterator<RemoteEntry> entries;
  private final DirectoryStream.Filter<? super Path> filter;
  private boolean iterated;
  private boolean closed;

  private RemoteDirectoryStream(
      RemoteFileSystem fileSystem,
      Iterator<RemoteEntry> entries,
      DirectoryStream.Filter<? super Path> filter) {
    this.fileSystem = fileSystem;
    this.entries = entries;
    this.filter = filter;
  }

  /**
   * Begins to list.
   *
   * @throws NotDirectoryException if it is a file
   */
  static RemoteDirectoryStream open(
      RemotePath directory, DirectoryStream.Filter<? super Path> filter) throws IOException {
    Iterator<RemoteEntry> entries = directory.store().list(RemoteFileSystems.key(directory));
    if (!hasNext(entries) && directory.find().filter(found -> !found.directory()).isPresent()) {
      throw new NotDirectoryException(directory.toString());
    }
    return new RemoteDirectoryStream(directory.getFileSystem(), entries, filter);
  }

  @Override
  public Iterator<Path> iterator() {
    if (iterated || closed) {
      throw new IllegalStateException("a directory stream is iterated once, before it is closed");
    }
    iterated = true;
    return new Children();
  }

  @Override
  public void close() {
    closed = true;
  }

  private static boolean hasNext(Iterator<RemoteEntry> entries) throws IOException {
    try {
      return entries.hasNext();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private final class Children implements Iterator<Path> {
    private Path next;

    @Override
    public boolean hasNext() {
      try {
        while (next == null && !closed && RemoteDirectoryStream.hasNext(entries)) {
          Path path = fileSystem.listed(entries.next());
          if (filter.accept(path)) {
            next = path;
          }
        }
        return next != null;
      } catch (IOException e) {
        throw new DirectoryIteratorException(e);
      } catch (UncheckedIOException e) {
        throw new DirectoryIteratorException(e.getCause());
      }
    }

    @Override
    public Path next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Path path = next;
      next = null;
      return path;
    }
  }
}
