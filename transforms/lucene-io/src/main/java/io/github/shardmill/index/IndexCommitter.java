package io.github.shardmill.index;

import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.store.CommitLostException;
import io.github.shardmill.index.store.IndexStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only class that changes an index: deletes, adopts all shard indexes, merges neighbours where
 * it updates, and commits once. Single-threaded.
 *
 * <p>How it ends is data: {@link CommitVerdict}. Called again with the same run, it finds the run's
 * token in the commit, or among those that a later commit remembers, and does nothing. Either the
 * index is at the run's commit, or at the one before, and the verdict says which; only {@link
 * Kind#UNKNOWN} leaves that open, and then nothing is cleaned up. An exception means that the
 * environment failed before the commit began: nothing was published, and the call may be repeated.
 */
public final class IndexCommitter {
  /** Name of the record that says how a run ended where its {@code run.json} cannot. */
  public static final String VERDICT_RECORD = "verdict.json";

  private static final Logger LOG = LoggerFactory.getLogger(IndexCommitter.class);
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final RunPlan plan;
  private final IndexStore store;
  private final RunPage page;
  private final BooleanSupplier stopped;
  private final boolean publishing;

  /**
   * Makes a committer for one run.
   *
   * @param page rendered after the commit, beside the run's record
   * @param stopped asked before the commit and while segments are merged; when it says yes, nothing
   *     is published
   */
  public IndexCommitter(RunPlan plan, IndexStore store, RunPage page, BooleanSupplier stopped) {
    this(plan, store, page, stopped, false);
  }

  private IndexCommitter(
      RunPlan plan, IndexStore store, RunPage page, BooleanSupplier stopped, boolean publishing) {
    this.plan = plan;
    this.store = store;
    this.page = page;
    this.stopped = stopped;
    this.publishing = publishing;
  }

  /** Makes a committer for a run that a gate refused. Unless it commits, the run stays staged. */
  static IndexCommitter publishing(RunPlan plan, IndexStore store, RunPage page) {
    return new IndexCommitter(plan, store, page, () -> false, true);
  }

  /**
   * Commits what the steps of the run made.
   *
   * @throws IllegalArgumentException if an earlier run had the same id; nothing was changed
   * @throws RunCancelledException if the run was cancelled; nothing was published
   * @throws IOException if the environment failed; nothing was published
   */
  public CommitVerdict commit(RunParts parts) throws IOException {
    RunRecord record = new RunRecord(plan, parts);
    Directory directory = store.openIndex();
    CommitVerdict verdict = null;
    try {
      verdict = decide(directory, record);
    } finally {
      close(directory, verdict);
    }
    finish(verdict, record);
    return verdict;
  }

  private CommitVerdict decide(Directory directory, RunRecord record) throws IOException {
    Base base = Base.read(directory);
    record.follows(base.data().map(CommitData::recordsSha256).orElse(""));
    Optional<CommitVerdict> before = beforeWriting(base, record);
    CommitVerdict verdict = before.isPresent() ? before.get() : write(directory, base, record);
    if (verdict.kind() == Kind.COMMITTED) {
      writeMeta(directory);
    }
    return verdict;
  }

  /** Closes the index; once there is a verdict, a failure to do so cannot change it. */
  private static void close(Directory directory, CommitVerdict verdict) throws IOException {
    try {
      directory.close();
    } catch (IOException e) {
      if (verdict == null) {
        throw e;
      }
      LOG.warn("the index could not be closed", e);
    }
  }

  private Optional<CommitVerdict> beforeWriting(Base base, RunRecord record) throws IOException {
    if (base.remembers(plan.runId())) {
      return Optional.of(committed(base));
    }
    Optional<String> other = store.otherHolder();
    if (other.isPresent()) {
      return Optional.of(verdict(Kind.CONFLICT, "run " + other.get() + " took over the index"));
    }
    if (stopped.getAsBoolean()) {
      throw new RunCancelledException();
    }
    Optional<String> missing = RunParts.missing(record.winners(), plan.shards());
    if (missing.isPresent()) {
      return Optional.of(verdict(Kind.REFUSED, missing.get()));
    }
    if (!record.refusals().isEmpty()) {
      return Optional.of(verdict(Kind.REFUSED, String.join("; ", record.refusals())));
    }
    if (!record.brokenEquation().isEmpty()) {
      return Optional.of(verdict(Kind.REFUSED, record.brokenEquation()));
    }
    if (base.generation() != plan.expectedGeneration()) {
      return Optional.of(
          verdict(
              Kind.CONFLICT,
              "somebody else committed to the index since the run began: expected generation "
                  + plan.expectedGeneration()
                  + ", found "
                  + base.generation()));
    }
    Optional<String> obstacle = base.whyNotUpdatable(plan);
    if (obstacle.isPresent()) {
      return obstacle.map(why -> verdict(Kind.REFUSED, why));
    }
    return base.generation() >= 0 && record.changesNothing()
        ? Optional.of(verdict(Kind.UNCHANGED, ""))
        : Optional.empty();
  }

  private CommitVerdict write(Directory directory, Base base, RunRecord record) throws IOException {
    RetainedCommits retained =
        new RetainedCommits(plan.policy().retention(), store::pinned, System::currentTimeMillis);
    try (IndexChange change = new IndexChange(directory, base, plan.mode(), retained, stopped)) {
      change.requireBase();
      Content content = change(change.writer(), base, record);
      if (plan.mode() == RunPlan.Mode.UPDATE) {
        record.compacted(SegmentCompaction.compact(change.writer(), plan.policy().compaction()));
      }
      POINTS.trace("commit.compacted");
      return publish(change, base, record, content);
    } catch (LockObtainFailedException e) {
      return verdict(Kind.CONFLICT, "another program has the index open for writing");
    } catch (CommitLostException e) {
      return verdict(Kind.CONFLICT, e.getMessage());
    }
  }

  /** What the index will hold. */
  private record Content(long documents, LogicalDigest digest) {}

  /** Deletes first and adopts then: deletes that came after would hit what was adopted. */
  private Content change(IndexWriter writer, Base base, RunRecord record) throws IOException {
    POINTS.trace("commit.before-delete");
    Content kept = delete(writer, base, record);
    POINTS.trace("commit.deleted");
    long documents = kept.documents();
    LogicalDigest digest = kept.digest();
    List<Directory> shards = new ArrayList<>();
    try {
      for (ShardHandle shard : record.winners()) {
        documents += shard.documents();
        digest = digest.plus(shard.digest());
        if (shard.documents() > 0) {
          Directory staged = store.openStaged(shard.directory());
          shards.add(staged);
          StagedDirectory.check(staged, shard.files());
        }
      }
      POINTS.trace("commit.before-adopt");
      writer.addIndexes(shards.toArray(Directory[]::new));
      POINTS.trace("commit.adopted");
    } finally {
      IOUtils.close(shards);
    }
    return new Content(documents, digest);
  }

  private Content delete(IndexWriter writer, Base base, RunRecord record) throws IOException {
    if (plan.mode() == RunPlan.Mode.REPLACE || base.data().isEmpty()) {
      // The writer began with nothing.
      return new Content(0, LogicalDigest.ZERO);
    }
    CommitData data = base.data().get();
    try (ReplacedDocuments replaced = new ReplacedDocuments(writer)) {
      for (ShardHandle shard : record.winners()) {
        InputStream roots = store.openStagedFile(shard.directory(), RootList.NAME);
        RootList.read(roots, shard.mutations(), replaced::delete);
      }
      return new Content(
          data.documents() - replaced.documents(), data.digest().minus(replaced.digest()));
    }
  }

  private CommitVerdict publish(IndexChange change, Base base, RunRecord record, Content content)
      throws IOException {
    long before = base.data().map(CommitData::documents).orElse(-1L);
    record.checked(Gates.check(change.writer(), plan, before, content.documents(), record.tally()));
    if (!record.gatesPassed()) {
      return stage(record);
    }
    long generation = base.nextGeneration();
    CommitVerdict planned = CommitVerdict.committed(plan.runId(), generation, content.documents());
    byte[] json = record.toJson(planned, content.digest(), store.adopted());
    publishRecords(record, json);
    POINTS.trace("commit.records-written");
    CommitData data =
        new CommitData(
            plan.runId(),
            generation,
            plan.schema(),
            content.digest(),
            content.documents(),
            Sha256.of(json),
            base.tokensWith(plan.runId()),
            new Provenance(
                plan.mode() == RunPlan.Mode.REPLACE
                    ? Provenance.Kind.BUILD
                    : Provenance.Kind.UPDATE,
                System.currentTimeMillis(),
                -1,
                base.data().map(CommitData::recordsSha256).orElse("")),
            plan.carried());
    if (stopped.getAsBoolean()) {
      throw new RunCancelledException();
    }
    try {
      change.commit(data);
      POINTS.trace("commit.committed");
      return planned;
    } catch (IndexChange.UnknownCommitException e) {
      LOG.error("nobody can say what the index is at", e);
      return verdict(Kind.UNKNOWN, e.getMessage());
    }
  }

  /** A gate refused: what is needed to publish the run by hand is durable before anybody knows. */
  private CommitVerdict stage(RunRecord record) throws IOException {
    StagedRun staged = record.staged(System.currentTimeMillis());
    store.keepStaged(staged.toJson());
    return verdict(Kind.REFUSED, staged.reason());
  }

  private void publishRecords(RunRecord record, byte[] json) throws IOException {
    for (RecordsPart part : record.discoveryRecords()) {
      store.publishRecords("", part.name());
    }
    for (ShardHandle shard : record.winners()) {
      for (RecordsPart part : shard.records()) {
        store.publishRecords(shard.directory(), part.name());
      }
    }
    store.writeRecord(RunRecord.NAME, json);
  }

  /** What comes after the verdict; none of it changes the verdict. */
  private void finish(CommitVerdict verdict, RunRecord record) throws IOException {
    switch (verdict.kind()) {
      case COMMITTED -> {
        removeStaleRecords();
        writePage();
        store.removeWork();
        if (plan.mode() == RunPlan.Mode.REPLACE) {
          store.removeOtherStaged();
        }
        POINTS.trace("commit.work-removed");
      }
      case UNCHANGED, REFUSED, CONFLICT -> {
        if (publishing) {
          return;
        }
        publishRecords(record, record.toJson(verdict, LogicalDigest.ZERO, store.adopted()));
        writePage();
        if (record.gatesPassed()) {
          store.removeWork();
        }
      }
      case UNKNOWN -> {
        LOG.error("{}; work files are kept", verdict.reason());
        // The record stands as the commit may have named it, and says COMMITTED.
        store.writeRecord(VERDICT_RECORD, RunRecord.toJson(verdict));
      }
    }
  }

  private void writeMeta(Directory directory) {
    try {
      POINTS.trace("commit.before-meta");
      store.writeMeta(IndexMeta.describe(directory));
      POINTS.trace("commit.meta-written");
    } catch (IOException | RuntimeException e) {
      LOG.warn("meta.json could not be written; the next run makes it from the commit", e);
    }
  }

  /** A call that failed before its commit may have published parts of attempts that lost since. */
  private void removeStaleRecords() {
    try {
      store.retainRecords(RunRecord.partNames(store.readRecord(RunRecord.NAME).orElseThrow()));
    } catch (IOException | RuntimeException e) {
      LOG.warn("parts of the records that the run's record does not name may have stayed", e);
    }
  }

  private void writePage() {
    try {
      Optional<byte[]> json = store.readRecord(RunRecord.NAME);
      String html = page.render(new String(json.orElseThrow(), StandardCharsets.UTF_8));
      if (!html.isEmpty()) {
        store.writeRecord("report.html", html.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the run's page could not be written; it can be made again from its record", e);
    }
  }

  /**
   * A commit names this run: the one that an earlier call made, or one behind it. What the index
   * was at before the run cannot name it, unless an earlier run had its id.
   */
  private CommitVerdict committed(Base base) {
    if (base.generation() <= plan.expectedGeneration()) {
      throw new IllegalArgumentException("an earlier run had the id '" + plan.runId() + "'");
    }
    long generation = base.isCommitOf(plan.runId()) ? base.generation() : -1;
    return CommitVerdict.committed(plan.runId(), generation, base.data().orElseThrow().documents());
  }

  private CommitVerdict verdict(Kind kind, String reason) {
    return CommitVerdict.without(kind, plan.runId(), reason);
  }
}
