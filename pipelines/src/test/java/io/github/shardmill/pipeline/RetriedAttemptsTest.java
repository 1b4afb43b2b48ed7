package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.IndexCommitter;
import io.github.shardmill.index.RunPage;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.ShardHandle;
import io.github.shardmill.index.ShardIndexBuilder;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.SpoolWriter;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.logging.log4j.core.appender.AppenderLoggingException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shard may be built any number of times, and each attempt be left at any point. */
class RetriedAttemptsTest {
  private static final int DOCUMENTS = 200;
  private static final int SHARDS = 2;
  private static final IndexSchema SCHEMA = FileSchema.withAnalyzer("standard");
  private static final RunPage NO_PAGE = json -> "";

  @TempDir Path temp;
  private Path index;
  private RunWorkspace workspace;
  private List<Region> regions;

  @BeforeEach
  void spool() throws IOException {
    index = temp.resolve("index");
    workspace = RunWorkspace.within(new IndexLayout(index), "run");
    new PathIndexStore(workspace).prepare();
    try (SpoolWriter spool =
        new SpoolWriter(new SpoolWriter.Config(workspace.spool(), SCHEMA, SHARDS, 1 << 16))) {
      for (int i = 0; i < DOCUMENTS; i++) {
        spool.add(
            Mutation.upsert(
                IndexDocument.withId("s:" + i)
                    .add(FileSchema.CONTENT, "umbrella number " + i)
                    .build()));
      }
      regions = spool.finish();
    }
  }

  @Test
  void ofTwoAttemptsAtAShardOneIsAdopted() throws IOException {
    ShardHandle second = build(0, "b");
    ShardHandle first = build(0, "a");
    CommitVerdict verdict = commit(second, build(1, "c"), first);
    assertThat(verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
    assertThat(verdict.documents(), is((long) DOCUMENTS));
    assertThat(manifests(), contains("manifest-00000-a.jsonl", "manifest-00001-c.jsonl"));
    assertVerified();
  }

  @Test
  void attemptThatLostMayBeHalfGone() throws IOException {
    ShardHandle lost = build(0, "z");
    deleteOneFile(lost);
    CommitVerdict verdict = commit(lost, build(0, "a"), build(1, "a"));
    assertThat(verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
    assertVerified();
  }

  @Test
  void halfWrittenAttemptIsNeverSeen() throws IOException {
    try (FailAtPoint failure = new FailAtPoint("shard.before-sync")) {
      assertThrows(AppenderLoggingException.class, () -> build(0, "a"));
      assertThat(failure.reached(), is(1));
    }
    CommitVerdict verdict = commit(build(0, "b"), build(1, "b"));
    assertThat(verdict.documents(), is((long) DOCUMENTS));
    assertThat(manifests(), contains("manifest-00000-b.jsonl", "manifest-00001-b.jsonl"));
    assertVerified();
    assertThat(Files.exists(workspace.staging()), is(false));
  }

  @Test
  void damagedWinnerIsNotPublished() throws IOException {
    ShardHandle damaged = build(0, "a");
    deleteOneFile(damaged);
    ShardHandle other = build(1, "a");
    assertThrows(IOException.class, () -> commit(damaged, other));
    assertThat(Files.exists(index.resolve("segments_1")), is(false));
  }

  @Test
  void shardWithoutAnAttemptIsRefused() throws IOException {
    CommitVerdict verdict = commit(build(1, "a"), build(1, "b"));
    assertThat(verdict.kind(), is(CommitVerdict.Kind.REFUSED));
    assertThat(Files.exists(index.resolve("segments_1")), is(false));
  }

  @Test
  void committingAgainWithOtherAttemptsChangesNothing() throws IOException {
    List<ShardHandle> late = List.of(build(0, "a"), build(1, "a"));
    CommitVerdict first = commit(build(0, "b"), build(1, "b"));
    CommitVerdict second = commit(late.get(0), late.get(1));
    assertThat(second, equalTo(first));
    assertThat(manifests(), contains("manifest-00000-b.jsonl", "manifest-00001-b.jsonl"));
    assertVerified();
  }

  @Test
  void recordsOfACommitThatFailedDoNotStay() throws IOException {
    ShardHandle first = build(0, "b");
    ShardHandle other = build(1, "b");
    try (FailAtPoint failure = new FailAtPoint("commit.records-written")) {
      assertThrows(AppenderLoggingException.class, () -> commit(first, other));
      assertThat(failure.reached(), is(1));
    }
    CommitVerdict verdict = commit(build(0, "c"), build(1, "c"));
    assertThat(verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
    assertThat(manifests(), contains("manifest-00000-c.jsonl", "manifest-00001-c.jsonl"));
    assertVerified();
  }

  private ShardHandle build(int shard, String attempt) throws IOException {
    List<Region> own = regions.stream().filter(region -> region.shard() == shard).toList();
    long documents = own.stream().mapToLong(Region::mutations).sum();
    ShardIndexBuilder.Config config =
        new ShardIndexBuilder.Config(
            shard, attempt, SCHEMA, workspace.staging(), workspace.spool(), 1 << 20, false);
    return new ShardIndexBuilder(config, () -> false)
        .build(own, Tally.ofCounts(Map.of("mapped", documents)));
  }

  /** Commits; an attempt that was counted twice would break the equation. */
  private CommitVerdict commit(ShardHandle... handles) throws IOException {
    RunPlan.Equation equation = new RunPlan.Equation(List.of("mapped"), List.of("documents"));
    RunPlan plan =
        new RunPlan(
            "run",
            RunPlan.Mode.REPLACE,
            -1,
            SHARDS,
            SCHEMA,
            List.of(equation),
            List.of("mapped"),
            "{}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    return new IndexCommitter(plan, new PathIndexStore(workspace), NO_PAGE, () -> false)
        .commit(RunParts.sum(Stream.of(handles).map(RunParts::of).toList()));
  }

  private void deleteOneFile(ShardHandle handle) throws IOException {
    Path shard = workspace.staging().resolve(handle.directory()).resolve("index");
    Files.delete(shard.resolve(handle.files().get(0).name()));
  }

  private List<String> manifests() throws IOException {
    try (Stream<Path> records = Files.list(new IndexLayout(index).run("run"))) {
      return records
          .map(record -> record.getFileName().toString())
          .filter(name -> name.startsWith("manifest-"))
          .sorted()
          .toList();
    }
  }

  private void assertVerified() throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      assertThat(opened.reader().numDocs(), is(DOCUMENTS));
    }
    assertThat(
        IndexVerification.verify(index, (step, done, total) -> {}).toString(),
        IndexVerification.verify(index, (step, done, total) -> {}).ok(),
        is(true));
  }
}
