package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.WorkerProcess;
import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is known of the processes that work for a run: while it runs, and from its record. */
class WorkersOfARunTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
  private static final int FILES = 30;

  @TempDir Path directory;
  private Path tree;
  private Path index;

  @BeforeEach
  void plantTree() throws Exception {
    tree = Files.createDirectory(directory.resolve("notes"));
    index = directory.resolve("index");
    for (int i = 0; i < FILES; i++) {
      Files.writeString(tree.resolve("note" + i + ".txt"), "this is note number " + i);
    }
  }

  @Test
  void recordSaysWhatEachProcessDid() throws Exception {
    JsonNode record = record(TestBuild.of("notes", tree).withBatchSize(7).commitTo(index));
    assertThat(record.path("workers").size(), is(1));
    JsonNode worker = record.path("workers").path(0);
    assertThat(worker.path("worker").asText(), is(WorkerProcess.current().name()));
    assertThat(worker.path("host").asText(), is(WorkerProcess.current().host()));
    assertThat(worker.path("files").asInt(), is(FILES));
    assertThat(worker.path("bytes").asLong(), is(record.path("bytes").asLong()));
    assertThat(worker.path("documents").asInt(), is(FILES));
    assertThat(worker.path("shards").asInt(), is(record.path("shards").size()));
    assertThat(worker.path("seconds").asDouble(), is(greaterThan(0.0)));
    double buildMillis = record.path("counts").path("stage.build.millis").asDouble();
    assertThat(worker.path("buildSeconds").asDouble(), is(closeTo(buildMillis / 1_000, 1e-9)));
    record
        .path("counts")
        .fieldNames()
        .forEachRemaining(name -> assertThat(name.startsWith("worker"), is(false)));
  }

  private JsonNode record(RunSummary run) throws Exception {
    return JsonMapper.builder()
        .build()
        .readTree(Files.readAllBytes(new IndexLayout(index).runRecord(run.runId())));
  }

  @Test
  void whoWaitsForFlinkSeesHowFarItIs() throws Exception {
    CompletableFuture<BuildRun> started = new CompletableFuture<>();
    CompletableFuture<BuildProgress> seen = new CompletableFuture<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            "commit.records-written", 1, () -> seen.complete(committing(started.join())))) {
      BuildRun run =
          Builds.start(
              TestBuild.of("notes", tree)
                  .withBatchSize(7)
                  .withBeamOptions("--runner=FlinkRunner", "--flinkMaster=[local]")
                  .settings(index));
      started.complete(run);
      assertThat(run.await().verdict(), is(RunSummary.Verdict.COMMITTED));
      assertThat(points.reached("commit.records-written"), is(1));
    }
    BuildProgress progress = seen.get(1, TimeUnit.SECONDS);
    assertThat(progress.filesDiscovered(), is((long) FILES));
    assertThat(progress.filesDone(), is((long) FILES));
    assertThat(progress.discoveryDone(), is(true));
    assertThat(progress.bytes(), is(not(0L)));
  }

  private static BuildProgress committing(BuildRun run) {
    long begun = System.nanoTime();
    while (run.progress().stage() != Stage.COMMITTING
        && System.nanoTime() - begun < PATIENCE_NANOS) {
      LockSupport.parkNanos(10_000_000);
    }
    return run.progress();
  }
}
