package io.github.shardmill.pipeline;

import io.github.shardmill.index.IndexRollback;
import io.github.shardmill.index.RollbackPlan;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an earlier commit of a local index current again, or says what that would do. */
public final class Rollbacks {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private Rollbacks() {}

  /**
   * Returns what a rollback would do. Takes no lock and writes nothing.
   *
   * @param to generation to go back to; empty for the one before what the index holds
   * @throws IOException as {@link #run} does
   */
  public static RollbackPlan plan(Path index, OptionalLong to) throws IOException {
    IndexLayout layout = requireIndex(index);
    return new IndexRollback(store(layout, RunSettings.newRunId()), to).plan();
  }

  /**
   * Goes back, by a commit of its own.
   *
   * @param to generation to go back to; empty for the one before what the index holds
   * @throws IndexLockedException if a run or another program is writing; nothing was changed
   * @throws io.github.shardmill.index.RollbackRefusedException if there is no such commit; nothing
   *     was changed
   * @throws io.github.shardmill.index.read.UnreadableIndexException if there is no index
   * @throws IOException if it failed; the message says whether the commit before stands
   */
  public static RollbackPlan run(Path index, OptionalLong to) throws IOException {
    IndexLayout layout = requireIndex(index);
    String runId = RunSettings.newRunId();
    try (RunLock lock = RunLock.acquire(layout, runId)) {
      POINTS.trace("rollback.locked");
      PathIndexStore store = store(layout, runId);
      IndexRollback rollback = new IndexRollback(store, to);
      RollbackPlan plan = rollback.plan();
      if (!plan.isNeeded()) {
        return plan;
      }
      store.prepareRecords();
      return rollback.run(runId);
    } catch (LockObtainFailedException e) {
      throw new IndexLockedException(index, "a program that is not Shardmill");
    }
  }

  private static PathIndexStore store(IndexLayout layout, String runId) {
    return new PathIndexStore(RunWorkspace.within(layout, runId));
  }

  /** Makes nothing where there is no index, and opens no segment, which may be what is damaged. */
  private static IndexLayout requireIndex(Path index) throws IOException {
    if (Presence.isDirectory(index)) {
      try (Directory directory = IndexDirectories.reading(index)) {
        if (DirectoryReader.indexExists(directory)) {
          return new IndexLayout(index);
        }
      }
    }
    // Finds the words.
    CommittedIndex.open(index).close();
    return new IndexLayout(index);
  }
}
