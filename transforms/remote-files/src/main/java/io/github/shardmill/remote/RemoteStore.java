package io.github.shardmill.remote;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Iterator;
import java.util.Optional;

/**
 * One remote file system: a bucket, a name node. Thread-safe.
 *
 * <p>Keys are parts joined by {@code /}, neither at the beginning nor at the end. Every method
 * tries again, with growing pauses, what failed for a reason that may pass, and throws {@link
 * java.nio.file.NoSuchFileException}, {@link java.nio.file.FileAlreadyExistsException} or {@link
 * java.nio.file.AccessDeniedException} with the whole location where that is what happened, and an
 * {@link IOException} that names it otherwise.
 */
public interface RemoteStore extends Closeable {
  /**
   * Returns what is at a key; a directory without a trace of its own while a file is below it. The
   * root is always a directory.
   */
  Optional<RemoteEntry> find(String key) throws IOException;

  /**
   * Lists the children of a directory, lazily and in no promised order. Iteration throws {@link
   * java.io.UncheckedIOException}. Nothing for a directory that is not there, in a store without
   * directories; otherwise a {@link java.nio.file.NoSuchFileException}. For a file, nothing or a
   * {@link java.nio.file.NotDirectoryException}.
   */
  Iterator<RemoteEntry> list(String directory) throws IOException;

  /**
   * Lists all files below a directory, lazily, and in no promised order, with as few requests as
   * the store allows. Iteration throws {@link java.io.UncheckedIOException}. Nothing for what is
   * not there, or no directory.
   */
  Iterator<RemoteEntry> listAll(String directory) throws IOException;

  /**
   * Opens a file for reading from a position on; there is nothing to read at its end and beyond.
   * Closing early costs at most a connection. A connection that is lost while reading is opened
   * again where it was, if the file is still the same one. What was read is checked as far as the
   * store has checksums.
   *
   * @param length how many bytes are read at most: the stream ends there; {@link Long#MAX_VALUE}
   *     for all
   */
  InputStream open(String key, long from, long length) throws IOException;

  /**
   * Writes a file from a local one: it is there whole and with the right content when this returns,
   * and otherwise as it was. Makes the directories above it that are missing, as {@link #copy} and
   * {@link #rename} do.
   *
   * @param exclusive whether the file must not be there: of several that write it at the same time
   *     one succeeds and the others get a {@link java.nio.file.FileAlreadyExistsException}
   */
  void put(Path local, String key, boolean exclusive) throws IOException;

  /** Copies a file, inside the store if it can; replaces what is there, whole or not at all. */
  void copy(String from, String to) throws IOException;

  /**
   * Moves a file in one step, replacing what is there.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException if the store cannot do it in one step
   */
  void rename(String from, String to) throws IOException;

  /** Deletes files and empty directories; what is not there is no failure. */
  void delete(Collection<String> keys) throws IOException;

  /** Makes a directory and its parents, for the owner's eyes only if the store has such rights. */
  void createDirectory(String key) throws IOException;

  /**
   * Ends what writers left unfinished below a key before some time and what still takes room there;
   * does nothing in a store that leaves nothing.
   */
  void sweepUnfinished(String below, long beforeMillis) throws IOException;
}
