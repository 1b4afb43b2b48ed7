package io.github.shardmill.index;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.index.store.StagedWork;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The runs that a gate refused and that wait for somebody to publish or discard them. They wait
 * until that happens, until another run is refused, or until a full build commits. Stateless; what
 * changes something takes the index's lock.
 */
public final class StagedRuns {
  private final IndexLayout layout;

  /** Looks at an index, which may have no commit yet. */
  public StagedRuns(Path index) {
    this.layout = new IndexLayout(index);
  }

  /**
   * A run that waits. Immutable.
   *
   * @param runId the run
   * @param mode whether it replaces all documents or updates those of the commit it is based on
   * @param baseGeneration generation of that commit, -1 for none
   * @param refused when a gate refused it
   * @param reason which gates refused it and why, one line
   * @param gates what every gate found
   * @param documents documents in its shards
   * @param bytes size of its shards
   * @param obstacle why it cannot be published any more; empty if it can
   */
  public record Waiting(
      String runId,
      RunPlan.Mode mode,
      long baseGeneration,
      Instant refused,
      String reason,
      List<Gate.Result> gates,
      long documents,
      long bytes,
      String obstacle) {}

  /**
   * How a publication ended.
   *
   * @param verdict as of any commit; unless it is COMMITTED or UNKNOWN the run waits on
   * @param notice what somebody should know who published it, one line; empty for nothing
   */
  public record Publication(CommitVerdict verdict, String notice) {}

  /**
   * Lists the runs that wait.
   *
   * @throws IOException if they cannot be read
   */
  public List<Waiting> list() throws IOException {
    Base base = Base.read(layout);
    List<Waiting> waiting = new ArrayList<>();
    for (RunWorkspace workspace : StagedWork.list(layout)) {
      // A publication may have been cut off behind its commit.
      if (!base.remembers(workspace.runId())) {
        waiting.add(describe(workspace, base));
      }
    }
    return waiting;
  }

  private static Waiting describe(RunWorkspace workspace, Base base) throws IOException {
    StagedRun staged = StagedRun.fromJson(StagedWork.note(workspace));
    RunPlan plan = staged.plan();
    return new Waiting(
        plan.runId(),
        plan.mode(),
        plan.expectedGeneration(),
        Instant.ofEpochMilli(staged.refusedMillis()),
        staged.reason(),
        staged.gates(),
        staged.documents(),
        staged.bytes(),
        obstacle(plan, base).orElse(""));
  }

  /** An update says what to change in one commit; in another one it would change something else. */
  private static Optional<String> obstacle(RunPlan plan, Base base) {
    return plan.mode() == RunPlan.Mode.UPDATE && plan.expectedGeneration() != base.generation()
        ? Optional.of(
            "it updates generation "
                + plan.expectedGeneration()
                + " and the index is at generation "
                + base.generation()
                + "; run the update again")
        : Optional.empty();
  }

  /**
   * Commits a run without asking its gates; all else that a commit needs must hold. Either the run
   * is the index's commit then and waits no more, or nothing has changed.
   *
   * @param page rendered after the commit, beside the run's record
   * @throws IllegalArgumentException if no such run waits; the message says which do
   * @throws IndexLockedException if another run is writing to the index
   * @throws IOException if the environment failed; the run waits on
   */
  @SuppressWarnings("try") // the lock only has to be held
  public Publication publish(String runId, RunPage page) throws IOException {
    RunWorkspace workspace = require(runId);
    try (RunLock lock = RunLock.acquire(layout, runId)) {
      StagedRun staged = StagedRun.fromJson(StagedWork.note(workspace));
      Base base = Base.read(layout);
      if (base.remembers(runId)) {
        // A publication was cut off behind its commit: what is left to do is to clean up.
        return new Publication(commit(staged.plan(), staged, workspace, page), "");
      }
      Optional<String> obstacle = obstacle(staged.plan(), base);
      if (obstacle.isPresent()) {
        return new Publication(
            CommitVerdict.without(CommitVerdict.Kind.REFUSED, runId, obstacle.get()), "");
      }
      RunPlan plan = staged.plan().on(base.generation(), details(staged));
      return new Publication(commit(plan, staged, workspace, page), notice(staged.plan(), base));
    }
  }

  private static CommitVerdict commit(
      RunPlan plan, StagedRun staged, RunWorkspace workspace, RunPage page) throws IOException {
    return IndexCommitter.publishing(plan, new PathIndexStore(workspace), page)
        .commit(staged.parts());
  }

  private static String notice(RunPlan plan, Base base) {
    return plan.expectedGeneration() == base.generation()
        ? ""
        : "it replaces generation "
            + base.generation()
            + base.data().map(data -> " of run " + data.token()).orElse("")
            + ", which was committed after the run began";
  }

  /** The record tells that a person overruled the gates. */
  private static String details(StagedRun staged) {
    ObjectNode details = RunRecord.details(staged.plan().details());
    details.set(
        "publishedByHand",
        JsonMapper.builder()
            .build()
            .createObjectNode()
            .put("refused", Instant.ofEpochMilli(staged.refusedMillis()).toString())
            .put("reason", staged.reason()));
    return details.toString();
  }

  /**
   * Deletes what a run left staged. Its record stays.
   *
   * @throws IllegalArgumentException if no such run waits; the message says which do
   * @throws IndexLockedException if another run is writing to the index
   */
  @SuppressWarnings("try") // the lock only has to be held
  public void discard(String runId) throws IOException {
    RunWorkspace workspace = require(runId);
    try (RunLock lock = RunLock.acquire(layout, runId)) {
      new PathIndexStore(workspace).removeWork();
    }
  }

  private RunWorkspace require(String runId) throws IOException {
    if (!Presence.isDirectory(layout.index())) {
      throw new IllegalArgumentException("there is no index at " + layout.index());
    }
    List<RunWorkspace> all = StagedWork.list(layout);
    return all.stream()
        .filter(workspace -> workspace.runId().equals(runId))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no run '"
                        + runId
                        + "' waits to be published"
                        + (all.isEmpty()
                            ? ""
                            : "; there is "
                                + String.join(
                                    ", ", all.stream().map(RunWorkspace::runId).toList()))));
  }
}
