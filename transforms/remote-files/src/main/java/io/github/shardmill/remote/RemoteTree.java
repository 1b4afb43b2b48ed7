package io.github.shardmill.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * All that is below a remote directory, with as few requests as its store allows; walking and
 * deleting with {@link java.nio.file.Files} asks once for each directory or file.
 *
 * @param directory a remote one; it need not be there
 */
public record RemoteTree(Path directory) {
  /** What S3 deletes with one request. */
  private static final int DELETED_AT_ONCE = 1_000;

  /** Makes a view of a directory; asks no store. */
  public RemoteTree {
    RemoteFileSystems.remote(directory);
  }

  /**
   * Returns all files, in no promised order, lazily. Their attributes come from the listing, as
   * they do in a directory stream. Iterating throws {@link UncheckedIOException}.
   */
  public Stream<Path> files() throws IOException {
    RemoteFileSystem fileSystem = RemoteFileSystems.remote(directory).getFileSystem();
    return stream(store().listAll(key()))
        .map(
            entry -> {
              try {
                return fileSystem.listed(entry);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  /**
   * Deletes the directory with all that is in it; does nothing if it is not there. Who fails half
   * way does it again. What is written there at the same time may stay, or make this fail.
   *
   * @throws IllegalArgumentException for a root: nobody means to empty a whole bucket
   */
  public void delete() throws IOException {
    if (key().isEmpty()) {
      throw new IllegalArgumentException(directory + " is a whole store; delete what is below it");
    }
    try {
      RemoteStore store = store();
      deleteAll(store, store.listAll(key()));
      deleteDirectories(store, key());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Ends what writers left unfinished here, uploads that were never completed for example, before
   * some time; does nothing in a store that leaves nothing.
   */
  public void sweepUnfinished(Instant before) throws IOException {
    store().sweepUnfinished(key(), before.toEpochMilli());
  }

  private static void deleteAll(RemoteStore store, Iterator<RemoteEntry> files) throws IOException {
    List<String> keys = new ArrayList<>();
    while (files.hasNext()) {
      keys.add(files.next().key());
      if (keys.size() == DELETED_AT_ONCE || !files.hasNext()) {
        store.delete(keys);
        keys.clear();
      }
    }
  }

  /** Deletes directories that have no more files; one request in a store that has none. */
  private static void deleteDirectories(RemoteStore store, String directory) throws IOException {
    for (RemoteEntry child : directoriesIn(store, directory)) {
      deleteDirectories(store, child.key());
    }
    // a file may have the same name in a store without directories, and is not meant
    if (store.find(directory).filter(RemoteEntry::directory).isPresent()) {
      store.delete(List.of(directory));
    }
  }

  private static List<RemoteEntry> directoriesIn(RemoteStore store, String directory)
      throws IOException {
    List<RemoteEntry> directories = new ArrayList<>();
    try {
      store
          .list(directory)
          .forEachRemaining(
              child -> {
                if (child.directory()) {
                  directories.add(child);
                }
              });
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (UncheckedIOException e) {
      if (!(e.getCause() instanceof NoSuchFileException)) {
        throw e;
      }
      return List.of();
    }
    return directories;
  }

  private RemoteStore store() throws IOException {
    return RemoteFileSystems.store(directory);
  }

  private String key() {
    return RemoteFileSystems.key(directory);
  }

  private static <T> Stream<T> stream(Iterator<T> iterator) {
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
  }
}
