package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.Pin;
import io.github.shardmill.index.store.Pins;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedRunsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Retention CURRENT_ONLY = new Retention(1, 0);

  @TempDir Path temp;
  private Path index;
  private IndexLayout layout;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
    layout = new IndexLayout(index);
  }

  private void run(String runId, RunPlan.Mode mode) throws IOException {
    RunPlan plan = EngineRun.plan(index, runId, mode, 1);
    CommitPolicy policy = new CommitPolicy(CURRENT_ONLY, Compaction.DEFAULT, List.of(), List.of());
    EngineRun run =
        new EngineRun(
            index,
            new RunPlan(
                plan.runId(),
                plan.mode(),
                plan.expectedGeneration(),
                plan.shards(),
                plan.schema(),
                plan.equations(),
                plan.summary(),
                plan.details(),
                plan.startedMillis(),
                policy,
                plan.carried()));
    assertThat(
        run.commit(run.parts(EngineRun.doc("doc-of-" + runId, "text"))).kind(),
        is(CommitVerdict.Kind.COMMITTED));
  }

  private void rollBack(String runId, long to) throws IOException {
    PathIndexStore store = new PathIndexStore(RunWorkspace.within(layout, runId));
    store.prepareRecords();
    new IndexRollback(store, OptionalLong.of(to)).run(runId);
  }

  private RetainedRuns retained() throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      return RetainedRuns.of(directory, layout);
    }
  }

  private void record(
      String runId, String verdict, String finished, long generation, long baseGeneration)
      throws IOException {
    ObjectNode json = JSON.createObjectNode();
    json.put("runId", runId).put("verdict", verdict).put("mode", "UPDATE");
    json.put("finished", finished)
        .put("baseGeneration", baseGeneration)
        .put("generation", generation);
    json.putArray("records");
    write(runId, "run.json", JSON.writeValueAsBytes(json));
  }

  private void write(String runId, String name, byte[] content) throws IOException {
    Files.write(Files.createDirectories(layout.run(runId)).resolve(name), content);
  }

  @Test
  void indexWithoutCommitsHasNone() throws IOException {
    Files.createDirectories(index);
    assertThat(retained().all(), empty());
  }

  @Test
  void runsOfUpdatesStayBackToTheirBuildThoughTheirCommitsAreGone() throws IOException {
    run("old-build", RunPlan.Mode.REPLACE);
    run("old-update", RunPlan.Mode.UPDATE);
    run("build", RunPlan.Mode.REPLACE);
    run("update", RunPlan.Mode.UPDATE);
    run("last", RunPlan.Mode.UPDATE);
    RetainedRuns runs = retained();
    assertThat(runs.named(), equalTo(Set.of("build", "last")));
    assertThat(runs.earlier(), equalTo(Set.of("update")));
  }

  @Test
  void runsStayThatACommitNoLongerRemembers() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    run("last", RunPlan.Mode.UPDATE);
    long updates = 2 * CommitData.MAX_TOKENS;
    for (long i = 1; i <= updates; i++) {
      record("update" + i, "COMMITTED", "2026-01-01T00:00:00Z", 100 + i, i == 1 ? 1 : 99 + i);
    }
    record("last", "COMMITTED", "2026-01-01T00:00:00Z", 2, 100 + updates);
    record("of-another-branch", "COMMITTED", "2026-01-01T00:00:00Z", 99, 98);
    RetainedRuns runs = retained();
    assertThat(runs.earlier().size(), is((int) updates));
    assertThat(runs.all().contains("of-another-branch"), is(false));
  }

  @Test
  void runsBehindBothSidesOfARollbackStay() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    run("update", RunPlan.Mode.UPDATE);
    rollBack("back", 1);
    run("later", RunPlan.Mode.UPDATE);
    run("last", RunPlan.Mode.UPDATE);
    RetainedRuns runs = retained();
    assertThat(runs.named(), equalTo(Set.of("build", "last")));
    assertThat(runs.earlier(), equalTo(Set.of("update", "back", "later")));
  }

  @Test
  void runsStayThatARollbackWentBackOverAlsoBeforeAFullBuild() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    run("update", RunPlan.Mode.UPDATE);
    new Pins(layout).add(new Pin(2, "", "", ""));
    run("abandoned", RunPlan.Mode.UPDATE);
    run("bad-build", RunPlan.Mode.REPLACE);
    rollBack("back", 2);
    new Pins(layout).remove(2);
    run("last", RunPlan.Mode.UPDATE);
    RetainedRuns runs = retained();
    assertThat(runs.named(), equalTo(Set.of("bad-build", "last")));
    assertThat(runs.earlier(), equalTo(Set.of("build", "update", "abandoned", "back")));
  }

  @Test
  void runsBelowACommitOfAnotherProgramStayWhereARollbackLeftItBehind() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    run("update", RunPlan.Mode.UPDATE);
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig()
                    .setIndexDeletionPolicy(NoDeletionPolicy.INSTANCE)
                    .setMergePolicy(NoMergePolicy.INSTANCE))) {
      writer.deleteAll();
      writer.commit();
    }
    rollBack("back", 1);
    run("last", RunPlan.Mode.UPDATE);
    assertThat(retained().all(), equalTo(Set.of("build", "update", "back", "last")));
  }

  @Test
  void onlyTheLastRunsThatDidNotCommitStayAndAllThatNobodyKnows() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    for (int i = 1; i <= 9; i++) {
      String verdict = i % 2 == 0 ? "REFUSED" : i % 3 == 0 ? "CONFLICT" : "UNCHANGED";
      record("run" + i, verdict, "2026-01-01T00:00:0" + i + "Z", -1, 1);
    }
    record("unknown", "COMMITTED", "2020-01-01T00:00:00Z", 2, 1);
    write(
        "unknown",
        "verdict.json",
        "{\"runId\":\"u\",\"verdict\":\"UNKNOWN\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(retained().without(), equalTo(Set.of("run9", "run8", "run7", "unknown")));
  }

  @Test
  void runsThatWereCutOffAreNotRetained() throws IOException {
    run("build", RunPlan.Mode.REPLACE);
    record("says-so-only", "COMMITTED", "2026-01-01T00:00:00Z", 2, 1);
    record("says-what-another-did", "COMMITTED", "2026-01-01T00:00:00Z", 1, -1);
    Files.createDirectories(layout.run("without-record"));
    write("damaged", "run.json", new byte[] {'{', '"'});
    write("of-another-form", "run.json", "[1]".getBytes(StandardCharsets.UTF_8));
    write(
        "with-a-number",
        "run.json",
        "{\"verdict\":\"REFUSED\",\"generation\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertThat(retained().all(), equalTo(Set.of("build")));
  }
}
