package io.github.shardmill.index.read;

import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.ReaderPin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.store.Directory;

/**
 * An index directory, opened for reading at one commit.
 *
 * <p>Takes no lock, and writes nothing but a {@link ReaderPin}; a run may commit to the index
 * meanwhile, and this goes on seeing the commit it opened. Safe to share between threads. The
 * caller closes it.
 */
public final class CommittedIndex implements Closeable {
  private final IndexLayout layout;
  private final Directory directory;
  private final DirectoryReader reader;
  private final CommitOrigin origin;
  private final Optional<CommitData> data;
  private final IndexSchema schema;
  private final ReaderPin pin;

  private CommittedIndex(IndexLayout layout, Directory directory, DirectoryReader reader)
      throws IOException {
    this.layout = layout;
    this.directory = directory;
    this.reader = reader;
    IndexCommit commit = reader.getIndexCommit();
    this.data = CommitData.fromUserData(commit.getUserData());
    this.origin =
        data.map(d -> d.isOf(commit.getGeneration()))
            .map(ours -> ours ? CommitOrigin.SHARDMILL : CommitOrigin.FOREIGN_ON_TOP)
            .orElse(CommitOrigin.FOREIGN);
    this.schema =
        data.map(CommitData::schema)
            .orElseGet(() -> ForeignSchema.of(FieldInfos.getMergedFieldInfos(reader)));
    this.pin = ReaderPin.of(layout, commit.getGeneration());
  }

  /**
   * Opens the last commit.
   *
   * @throws UnreadableIndexException if there is none that can be read; says what to do
   */
  public static CommittedIndex open(Path path) throws UnreadableIndexException {
    return open(path, DirectoryReader::open);
  }

  /**
   * Opens a commit that is retained.
   *
   * @param generation Lucene's generation of it
   * @throws UnreadableIndexException if it is not there or cannot be read; says what to do
   */
  public static CommittedIndex open(Path path, long generation) throws UnreadableIndexException {
    return open(path, directory -> DirectoryReader.open(commit(path, directory, generation)));
  }

  private static IndexCommit commit(Path path, Directory directory, long generation)
      throws IOException {
    List<Long> retained = new ArrayList<>();
    for (IndexCommit commit : DirectoryReader.listCommits(directory)) {
      if (commit.getGeneration() == generation) {
        return commit;
      }
      retained.add(commit.getGeneration());
    }
    throw IndexDirectory.noSuchCommit(path, generation, retained);
  }

  /** Opens a commit of a directory. */
  @FunctionalInterface
  private interface Opening {
    DirectoryReader open(Directory directory) throws IOException;
  }

  private static CommittedIndex open(Path path, Opening opening) throws UnreadableIndexException {
    IndexLayout layout = new IndexLayout(path);
    Directory directory = IndexDirectory.open(layout);
    DirectoryReader reader = null;
    try {
      reader = opening.open(directory);
      return new CommittedIndex(layout, directory, reader);
    } catch (IOException | RuntimeException e) {
      UnreadableIndexException unreadable = IndexDirectory.explain(layout, directory, e);
      IndexDirectory.closeAfter(unreadable, reader, directory);
      throw unreadable;
    }
  }

  /**
   * Opens a commit if it is still kept.
   *
   * @return empty if there is none of this generation
   * @throws UnreadableIndexException if it cannot be read; says what to do
   */
  public static Optional<CommittedIndex> openIfKept(Path path, long generation)
      throws UnreadableIndexException {
    try {
      return Optional.of(open(path, generation));
    } catch (UnreadableIndexException e) {
      if (e.reason() == UnreadableIndexException.Reason.NO_SUCH_COMMIT) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the paths inside the index directory. */
  public IndexLayout layout() {
    return layout;
  }

  /** Returns the reader of the commit. Not to be closed by the caller. */
  public DirectoryReader reader() {
    return reader;
  }

  /** Returns who made the commit. */
  public CommitOrigin origin() {
    return origin;
  }

  /** Returns what Shardmill wrote into the commit; see {@link #origin} for whether it holds. */
  public Optional<CommitData> data() {
    return data;
  }

  /** Returns the schema of the commit, or for a foreign index one that is made from its fields. */
  public IndexSchema schema() {
    return schema;
  }

  /**
   * Returns Lucene's generation of the commit.
   *
   * @throws IOException if the commit cannot be told
   */
  public long generation() throws IOException {
    return reader.getIndexCommit().getGeneration();
  }

  /** Returns what a user should know about the commit before trusting the rest: one line. */
  public Optional<String> notice() {
    return switch (origin) {
      case SHARDMILL -> Optional.empty();
      case FOREIGN_ON_TOP ->
          Optional.of(
              "another program committed on top of run "
                  + data.orElseThrow().token()
                  + ": its counts, digest and records describe an earlier commit; build again or"
                  + " roll back");
      case FOREIGN ->
          Optional.of(
              "a plain Lucene index that Shardmill did not build: it has no schema, digest or"
                  + " records; fields are taken as the index describes them");
    };
  }

  Directory directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    try (pin;
        directory) {
      reader.close();
    }
  }
}
