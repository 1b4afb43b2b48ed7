package io.github.shardmill.index;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.store.IndexStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the documents of an earlier commit current again, by a new commit that names the same
 * segments: no document is copied, and no commit goes away. Single-threaded; the caller holds the
 * index's lock.
 *
 * <p>It is a run with a record of its own, which is durable before the commit that carries its
 * hash. The index is at the commit before or at the new one, wherever the process ends. Done again
 * with the same run id it does nothing.
 */
public final class IndexRollback {
  /** What the record of a rollback says as its mode. */
  public static final String MODE = "ROLLBACK";

  private static final Logger LOG = LoggerFactory.getLogger(IndexRollback.class);
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private final IndexStore store;
  private final OptionalLong wanted;

  /**
   * Prepares a rollback.
   *
   * @param wanted generation to go back to; empty for the commit before the documents that the
   *     index holds now
   */
  public IndexRollback(IndexStore store, OptionalLong wanted) {
    this.store = store;
    this.wanted = wanted;
  }

  /**
   * Returns what would be done. Writes nothing.
   *
   * @throws RollbackRefusedException if there is no such commit
   * @throws IOException if the index cannot be read
   */
  public RollbackPlan plan() throws IOException {
    try (Directory directory = store.openIndex()) {
      return plan(directory, CommitHistory.read(directory));
    }
  }

  /**
   * Goes back, unless the index holds those documents already.
   *
   * @param runId identifies the run and its commit; no earlier run had it
   * @throws RollbackRefusedException if there is no such commit; nothing was changed
   * @throws org.apache.lucene.store.LockObtainFailedException if another program has the index open
   *     for writing; nothing was changed
   * @throws IOException if the commit failed and the one before stands, or if nobody can say
   */
  public RollbackPlan run(String runId) throws IOException {
    long startedMillis = System.currentTimeMillis();
    try (Directory directory = store.openIndex()) {
      CommitHistory history = CommitHistory.read(directory);
      Base base = Base.read(directory);
      RollbackPlan plan = plan(directory, history);
      if (!plan.isNeeded()) {
        return plan;
      }
      if (base.remembers(runId)) {
        throw new IllegalArgumentException("an earlier run had the id '" + runId + "'");
      }
      CommitData target = history.data(plan.target()).orElseThrow();
      try (IndexChange change = IndexChange.returning(directory, base, plan.target())) {
        byte[] record = record(runId, startedMillis, plan, target, base);
        store.writeRecord(RunRecord.NAME, record);
        POINTS.trace("rollback.record-written");
        change.commit(data(runId, plan, target, base, record));
        POINTS.trace("rollback.committed");
      }
      writeMeta(directory);
      return plan;
    }
  }

  private RollbackPlan plan(Directory directory, CommitHistory history) throws IOException {
    CommitData target = history.target(wanted);
    long current = history.current();
    boolean isThere = history.origin(current) == history.origin(target.generation());
    return new RollbackPlan(
        current,
        target.generation(),
        target.token(),
        target.provenance().committedMillis(),
        documents(SegmentInfos.readLatestCommit(directory)),
        target.documents(),
        isThere ? current : Base.read(directory).nextGeneration());
  }

  /** Counts without opening a segment: going back is the way out where one is damaged. */
  private static long documents(SegmentInfos commit) {
    return commit.totalMaxDoc()
        - commit.asList().stream().mapToLong(SegmentCommitInfo::getDelCount).sum();
  }

  private static CommitData data(
      String runId, RollbackPlan plan, CommitData target, Base base, byte[] record) {
    return new CommitData(
        runId,
        plan.next(),
        target.schema(),
        target.digest(),
        target.documents(),
        Sha256.of(record),
        base.data().orElse(target).tokensWith(runId),
        new Provenance(
            Provenance.Kind.ROLLBACK,
            System.currentTimeMillis(),
            plan.target(),
            previousRecords(base)),
        target.carried());
  }

  private static byte[] record(
      String runId, long startedMillis, RollbackPlan plan, CommitData target, Base base)
      throws IOException {
    long now = System.currentTimeMillis();
    ObjectNode json = JSON.createObjectNode();
    json.put("runId", runId);
    json.put("verdict", CommitVerdict.Kind.COMMITTED.name());
    json.put("reason", "");
    json.put("mode", MODE);
    json.put("started", Instant.ofEpochMilli(startedMillis).toString());
    json.put("finished", Instant.ofEpochMilli(now).toString());
    json.put("seconds", (now - startedMillis) / 1000.0);
    json.put("baseGeneration", plan.current());
    json.put("previousRecords", previousRecords(base));
    json.put("generation", plan.next());
    json.put("restored", plan.target());
    json.put("restoredRun", plan.targetRun());
    json.put("documents", plan.documents());
    json.put("logicalDigest", target.digest().toString());
    json.put("schemaFingerprint", target.schema().fingerprint());
    json.putArray("equations");
    json.putArray("records");
    json.putObject("counts");
    return (JSON.writeValueAsString(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private static String previousRecords(Base base) {
    return base.data().map(CommitData::recordsSha256).orElse("");
  }

  private void writeMeta(Directory directory) {
    try {
      store.writeMeta(IndexMeta.describe(directory));
      POINTS.trace("rollback.meta-written");
    } catch (IOException | RuntimeException e) {
      LOG.warn("meta.json could not be written; the next run makes it from the commit", e);
    }
  }
}
