package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private static TestBuild flinkBuild() throws IOException {
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
            "--runner=FlinkRunner",
            "--flinkMaster=[local]",
            "--parallelism=2",
            "--flinkConfDir=" + configuration);
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
