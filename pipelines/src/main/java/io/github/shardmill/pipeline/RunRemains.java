package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.Presence;
import java.io.IOException;

/** What becomes of the work files of a run that ended in front of its commit. Stateless. */
final class RunRemains {
  private RunRemains() {}

  /** Removes them. Steps that still run may write more, which the next run removes. */
  static void abandon(RunWorkspace workspace) {
    new PathIndexStore(workspace).abandonWork();
  }

  /**
   * Keeps what a later run can go on from, and removes all where there is nothing.
   *
   * @return what to tell a person about it, to be put behind another message; empty for nothing
   */
  static String keepFinished(RunWorkspace workspace) throws IOException {
    String kept = describe(workspace);
    if (kept.isEmpty()) {
      abandon(workspace);
    } else {
      new PathIndexStore(workspace).keepFinishedWork();
    }
    return kept;
  }

  /** Says what a later run can go on from, likewise, and touches nothing. */
  static String describe(RunWorkspace workspace) throws IOException {
    long results = InterruptedRun.finishedResults(workspace);
    boolean hasTakenOver = Presence.isDirectory(workspace.resumed());
    if (results == 0 && !hasTakenOver) {
      return "";
    }
    String more = hasTakenOver ? ", and what it went on from itself," : "";
    return "; the results of "
        + results
        + " files"
        + more
        + " are kept: --resume goes on from them";
  }
}
