package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.remote.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Flink, in this process, ends with the same index as the DirectRunner, also when a step fails and
 * Flink does all of the work again: steps in front of the failure run twice, attempts are left half
 * written, a commit is called for a second time.
 */
class FlinkEmbeddedTest {
  private static final int RANDOM_FILES = 20;

  @TempDir static Path temp;
  private static Path tree;
  private static IndexFacts expected;
  private static RunSummary.FileCounts counts;

  @BeforeAll
  static void buildWithTheDirectRunner() throws Exception {
    tree = Files.createDirectory(temp.resolve("office"));
    SampleTrees.copy(SampleTrees.CORPUS, tree);
    SampleTrees.writeRandomText(tree, RANDOM_FILES, 200, TestSeed.random());
    Path index = temp.resolve("direct");
    counts = TestBuild.of("office", tree).commitTo(index).files();
    expected = IndexFacts.of(index, List.of("umbrella"));
  }

  @Test
  void flinkBuildsTheSameIndex() throws Exception {
    Path index = temp.resolve("flink");
    RunSummary summary = flinkBuild().commitTo(index);
    assertSame(index, summary);
  }

  /** The points: while files are extracted and spooled, in a shard, right before the commit. */
  @ParameterizedTest
  @ValueSource(strings = {"extract.file", "shard.before-sync", "commit.records-written"})
  void failedStepIsDoneAgainAndNothingCountsTwice(String point) throws Exception {
    Path index = temp.resolve("fails at " + point);
    RunSummary summary;
    try (FailAtPoint failure = new FailAtPoint(point)) {
      summary = flinkBuild().commitTo(index);
      assertThat(failure.reached(), greaterThan(1));
    }
    assertSame(index, summary);
  }

  @Test
  void commitWhoseEndIsNotHeardOfIsNotDoneTwice() throws Exception {
    Path index = temp.resolve("committed twice");
    RunSummary summary;
    try (FailAtPoint failure = new FailAtPoint("commit.work-removed")) {
      summary = flinkBuild().commitTo(index);
      assertThat(failure.reached(), is(2));
    }
    assertSame(index, summary);
  }

  /** The only translation that Flink 2 has; it keeps what it groups in memory. */
  @Test
  void streamTranslationBuildsTheSameIndex() throws Exception {
    Path index = temp.resolve("streams");
    RunSummary summary = flinkBuild("--useDataStreamForBatch=true").commitTo(index);
    assertSame(index, summary);
  }

  @Test
  void updateReadsWhatChanged() throws Exception {
    Path changing = Files.createDirectory(temp.resolve("changing"));
    SampleTrees.writeRandomText(changing, RANDOM_FILES, 200, TestSeed.random());
    Path index = temp.resolve("updated");
    TestBuild build =
        TestBuild.of("changing", changing)
            .withBatchSize(3)
            .withBeamOptions("--runner=FlinkRunner", "--flinkMaster=[local]");
    build.commitTo(index);
    Files.writeString(changing.resolve("new.txt"), "a new file");
    try (Stream<Path> files = Files.walk(changing)) {
      Files.delete(
          files
              .filter(file -> Files.isRegularFile(file) && !file.endsWith("new.txt"))
              .findFirst()
              .orElseThrow());
    }
    RunSummary summary = build.asUpdate().commitTo(index);
    assertThat(summary.files().indexed(), is(1L));
    assertThat(summary.changes().removed(), is(1L));

    Path fresh = temp.resolve("fresh");
    TestBuild.of("changing", changing).commitTo(fresh);
    assertThat(IndexFacts.digest(index), equalTo(IndexFacts.digest(fresh)));
  }

  @Test
  void cancelledRunPublishesNothingAndIsNotRestarted() throws Exception {
    Path index = temp.resolve("cancelled");
    CompletableFuture<BuildRun> started = new CompletableFuture<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt("shard.begin", 1, () -> started.join().cancel())) {
      BuildRun run = Builds.start(flinkBuild().settings(index));
      started.complete(run);
      RunSummary summary = run.await();
      assertThat(summary.verdict(), is(RunSummary.Verdict.CANCELLED));
      assertThat(points.reached("commit.before-delete"), is(0));
    }
    try (Stream<Path> files = Files.list(index)) {
      assertThat(files.map(file -> file.getFileName().toString()).toList(), contains("shardmill"));
    }
    assertSame(index, flinkBuild().commitTo(index));
  }

  private static TestBuild flinkBuild(String... more) throws IOException {
    Path configuration = Files.createDirectories(temp.resolve("conf"));
    Files.writeString(
        configuration.resolve("config.yaml"),
        """
        restart-strategy.type: fixed-delay
        restart-strategy.fixed-delay.attempts: 3
        restart-strategy.fixed-delay.delay: 1 ms
        """);
    return TestBuild.of("office", tree)
        .withBatchSize(10)
        .withBeamOptions(
            Stream.concat(
                    Stream.of(
                        "--runner=FlinkRunner",
                        "--flinkMaster=[local]",
                        "--parallelism=2",
                        "--flinkConfDir=" + configuration),
                    Stream.of(more))
                .toArray(String[]::new));
  }

  private static void assertSame(Path index, RunSummary summary) throws Exception {
    IndexFacts facts = IndexFacts.of(index, List.of("umbrella"));
    assertThat(facts, equalTo(expected));
    assertThat(summary.files(), equalTo(counts));
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      assertThat(opened.generation(), is(1L));
    }
    VerificationReport report = IndexVerification.verify(index, (step, done, total) -> {});
    assertThat(report.toString(), report.ok(), is(true));
    try (Stream<Path> work = Files.list(new IndexLayout(index).work())) {
      assertThat(work.toList(), empty());
    }
  }
}
