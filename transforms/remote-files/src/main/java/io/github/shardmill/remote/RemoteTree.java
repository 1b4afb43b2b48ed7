package io.github.shardmill.remote;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * All that is below a remote directory, deleted with as few requests as its store allows; with
 * {@link java.nio.file.Files} it is one for each directory or file.
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
}
