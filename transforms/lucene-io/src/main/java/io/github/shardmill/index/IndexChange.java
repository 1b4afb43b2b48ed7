package io.github.shardmill.index;

import io.github.shardmill.index.store.CommitLostException;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One change of an index: all of it is there with {@link #commit}, or nothing. Holds Lucene's write
 * lock from its making to {@link #close}, which takes back what was not committed. Not thread-safe.
 *
 * <p>A commit that reports a failure may be there nevertheless, for instance when the answer to a
 * rename was lost. Lucene takes it for failed and would delete its files with the rollback, under
 * the eyes of readers that opened it already. So once the commit is there, or nobody can say, no
 * file of the index is deleted any more.
 */
final class IndexChange implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexChange.class);

  private final Base base;
  private final SealableDirectory directory;
  private final IndexWriter writer;
  private boolean ended;

  /**
   * Begins a change.
   *
   * @param mode whether the change begins with what is there or with nothing
   * @param retention decides which earlier commits stay
   * @param stopped ends a merge when it says yes
   * @throws LockObtainFailedException if somebody else has the index open for writing
   */
  IndexChange(
      Directory directory,
      Base base,
      RunPlan.Mode mode,
      IndexDeletionPolicy retention,
      BooleanSupplier stopped)
      throws IOException {
    this.base = base;
    this.directory = new SealableDirectory(directory);
    this.writer =
        new IndexWriter(
            this.directory,
            new IndexWriterConfig(null)
                .setOpenMode(openMode(mode))
                .setIndexSort(RootOrder.SORT)
                .setIndexDeletionPolicy(retention)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setMergeScheduler(new SegmentCompaction.Scheduler(stopped))
                .setUseCompoundFile(false)
                .setCommitOnClose(false));
  }

  /**
   * A replaced index may have segments that do not declare an order, which a writer that keeps one
   * does not open. CREATE is safe: generations and names of segments go on, and the commits that
   * are there stay until this one is.
   */
  private static IndexWriterConfig.OpenMode openMode(RunPlan.Mode mode) {
    return mode == RunPlan.Mode.REPLACE
        ? IndexWriterConfig.OpenMode.CREATE
        : IndexWriterConfig.OpenMode.CREATE_OR_APPEND;
  }

  private IndexChange(SealableDirectory directory, Base base, IndexWriter writer) {
    this.base = base;
    this.directory = directory;
    this.writer = writer;
  }

  /**
   * Begins a return to an earlier commit: its documents are those of the change, without a copy.
   * All commits stay.
   *
   * @param generation of a commit that is there
   * @throws LockObtainFailedException if somebody else has the index open for writing
   */
  static IndexChange returning(Directory directory, Base base, long generation) throws IOException {
    // Lucene takes a commit only from the very directory that it was listed in.
    SealableDirectory sealable = new SealableDirectory(directory);
    for (IndexCommit commit : DirectoryReader.listCommits(sealable)) {
      if (commit.getGeneration() == generation) {
        IndexWriterConfig config =
            new IndexWriterConfig(null)
                .setOpenMode(IndexWriterConfig.OpenMode.APPEND)
                .setIndexCommit(commit)
                .setIndexDeletionPolicy(NoDeletionPolicy.INSTANCE)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setCommitOnClose(false);
        return new IndexChange(sealable, base, new IndexWriter(sealable, config));
      }
    }
    throw new IndexNotFoundException("generation " + generation + " is no longer there");
  }

  /**
   * Checks that the change begins with the base: somebody may have committed after that was read.
   *
   * @throws CommitLostException if somebody has
   */
  void requireBase() throws IOException {
    long now = Base.read(directory).generation();
    if (now != base.generation()) {
      throw new CommitLostException("somebody else committed generation " + now + " meanwhile");
    }
  }

  /** Returns what deletes and adopts. */
  IndexWriter writer() {
    return writer;
  }

  /**
   * Commits. When it returns, the index is at the commit that carries {@code data}.
   *
   * @throws CommitLostException if another writer was first
   * @throws UnknownCommitException if nobody can say what the index is at
   * @throws IOException if the commit failed and the previous one stands
   */
  void commit(CommitData data) throws IOException {
    writer.setLiveCommitData(data.toUserData().entrySet());
    try {
      writer.commit();
      ended = true;
    } catch (CommitLostException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      lookAfter(e, data.token());
    }
  }

  /** Finds out what a commit that threw left behind. */
  private void lookAfter(Exception failure, String token) throws IOException {
    Base now;
    try {
      now = Base.read(directory);
      if (now.isCommitOf(token)) {
        directory.syncMetaData();
      }
    } catch (IOException | RuntimeException unreadable) {
      seal();
      failure.addSuppressed(unreadable);
      throw new UnknownCommitException("the commit failed and the index cannot be read", failure);
    }
    if (now.isCommitOf(token)) {
      seal();
      LOG.warn("the commit reported a failure but is there", failure);
    } else if (now.generation() == base.generation()) {
      throw new IOException("the commit failed; the previous commit stands", failure);
    } else {
      seal();
      throw new UnknownCommitException("the commit failed and another one is there", failure);
    }
  }

  private void seal() {
    ended = true;
    directory.sealed = true;
  }

  /** Ends the change. Throws nothing when the commit was done: closing cannot undo it. */
  @Override
  public void close() throws IOException {
    try {
      writer.rollback();
    } catch (IOException | RuntimeException e) {
      if (!ended) {
        throw e;
      }
      LOG.warn("the index could not be closed after its commit", e);
    }
  }

  /** Nobody can say whether the commit is there. */
  static final class UnknownCommitException extends IOException {
    private static final long serialVersionUID = 1L;

    UnknownCommitException(String what, Exception failure) {
      super(what + ": " + failure, failure);
    }
  }

  private static final class SealableDirectory extends FilterDirectory {
    private boolean sealed;

    SealableDirectory(Directory in) {
      super(in);
    }

    @Override
    public void deleteFile(String name) throws IOException {
      if (sealed) {
        LOG.debug("{} is left to the next writer", name);
      } else {
        super.deleteFile(name);
      }
    }

    @Override
    public void copyFrom(Directory from, String source, String target, IOContext context)
        throws IOException {
      in.copyFrom(from, source, target, context);
    }
  }
}
