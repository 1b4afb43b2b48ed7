package io.github.shardmill.index.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.store.Directory;

/**
 * Where one index, its records and the staged attempts of its runs live. The commit does everything
 * through it. Used by one thread at a time.
 */
public interface IndexStore {
  /** Opens the index for a commit. The caller closes it. */
  Directory openIndex() throws IOException;

  /** Returns the run that holds the right to write to the index, if it is another one. */
  Optional<String> otherHolder() throws IOException;

  /** Gives the right to write to the index back that a run on a cluster has, best effort. */
  void giveBackLease();

  /** Returns the generations of the commits that a person or a reader wants to stay. */
  Set<Long> pinned() throws IOException;

  /** Opens a staged shard index for reading. The caller closes it. */
  Directory openStaged(String attemptDirectory) throws IOException;

  /** Opens a file that an attempt wrote beside its shard index. */
  InputStream openStagedFile(String attemptDirectory, String name) throws IOException;

  /**
   * Moves a part file from where an attempt wrote it to the records of the run. Does nothing if it
   * is there already.
   *
   * @param directory the attempt's directory, or empty for parts that discovery wrote
   */
  void publishRecords(String directory, String name) throws IOException;

  /** Deletes the part files among the records of the run but those named, best effort. */
  void retainRecords(Set<String> names);

  /** Writes a record of the run whole and durably: either the old content stands or the new. */
  void writeRecord(String name, byte[] content) throws IOException;

  /** Reads a record of the run. */
  Optional<byte[]> readRecord(String name) throws IOException;

  /** Writes the description of the current commit: either the old one stands or the new one. */
  void writeMeta(byte[] content) throws IOException;

  /** Deletes the work files of the run, best effort. */
  void removeWork();

  /**
   * Keeps the staged attempts of the run for somebody to publish or discard them: writes a note
   * durably beside them, and deletes, best effort, the other work files of the run and what other
   * runs left staged. The note stands when this returns. Doing it twice does nothing the second
   * time.
   *
   * @param note what is needed to publish the run
   */
  void keepStaged(byte[] note) throws IOException;

  /** Deletes what other runs left staged, best effort. */
  void removeOtherStaged();

  /** Returns how the files that {@link #openIndex} adopted came there so far. */
  Adopted adopted();

  /**
   * How files were adopted.
   *
   * @param linkedFiles by hard link, no byte moved
   * @param copiedFiles byte by byte, because a link was not possible
   */
  record Adopted(long linkedFiles, long copiedFiles) {}
}
