package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a run is submitted to a cluster of Flink, followed, cancelled and left. */
class FlinkClusterTest {
  private static final int FILES = 60;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir static Path temp;
  private static SmallCluster cluster;
  private static Path tree;
  private static IndexFacts expected;

  @TempDir private Path directory;
  private Path index;
  private IndexLayout layout;

  @BeforeAll
  static void startCluster() throws Exception {
    tree = Files.createDirectory(temp.resolve("notes"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(tree.resolve("note" + i + ".txt"), "this is note number " + i);
    }
    Path index = temp.resolve("direct");
    TestBuild.of("notes", tree).commitTo(index);
    expected = IndexFacts.of(index, List.of("number"));
    cluster = new SmallCluster(temp);
  }

  @AfterAll
  static void stopCluster() throws Exception {
    cluster.close();
  }

  @BeforeEach
  void nameIndex() {
    index = directory.resolve("index");
    layout = new IndexLayout(index);
  }

  @Test
  void runThatIsWaitedForEndsWithTheSameIndex() throws Exception {
    BuildRun run = Builds.start(build().settings(index));
    assertThat(run.notice(), startsWith("Flink job "));
    assertThat(run.await().verdict(), is(Verdict.COMMITTED));
    assertEnded();
  }

  @Test
  void runThatIsLeftEndsByItself() throws Exception {
    CompletableFuture<Void> committed = new CompletableFuture<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt("commit.work-removed", 1, () -> committed.complete(null))) {
      BuildRun run = Builds.start(build("--attachedMode=false").settings(index));
      assertThat(run.await().verdict(), is(Verdict.SUBMITTED));
      committed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(points.reached("commit.committed"), is(1));
    }
    cluster.awaitJobs();
    assertEnded();
  }

  @Test
  void runThatWeCancelPublishesNothing() throws Exception {
    RunSummary summary = cancelAt("extract.file", BuildRun::cancel);
    assertThat(summary.verdict(), is(Verdict.CANCELLED));
    assertThat(summary.reason(), startsWith("nothing was published"));
    assertNothingPublished();
  }

  @Test
  void runThatSomebodyCancelsInFlinkPublishesNothing() throws Exception {
    RunSummary summary = cancelAt("shard.begin", run -> cluster.cancelJobs());
    assertThat(summary.verdict(), is(Verdict.CANCELLED));
    assertThat(
        summary.reason(),
        allOf(
            startsWith("Flink job "),
            containsString(" was cancelled by somebody else; nothing was published")));
    assertNothingPublished();
  }

  @Test
  void commitThatHasBegunIsNotCutInTheMiddle() throws Exception {
    RunSummary summary = cancelAt("commit.records-written", BuildRun::cancel);
    assertThat(summary.verdict(), is(Verdict.CANCELLED));
    assertNothingPublished();
    build().commitTo(index);
    assertEnded();
  }

  /** What is written behind the commit is not left out because the job is cancelled there. */
  @Test
  void cancelBehindTheCommitChangesNothing() throws Exception {
    RunSummary summary = cancelAt("commit.committed", BuildRun::cancel);
    assertThat(summary.verdict(), is(Verdict.COMMITTED));
    assertEnded();
  }

  /** Without restarts this would fail; with restarts of what cannot succeed it would never end. */
  @Test
  void workerThatDoesNotSeeTheWorkDirectoryIsToldOnce() throws Exception {
    Path work = Files.createDirectory(directory.resolve("work"));
    RunFailedException failure =
        failHaving("run.prepared", () -> deleteBelow(work), build().withWorkDirectory(work));
    assertThat(
        failure.getMessage(),
        allOf(
            startsWith("worker "),
            containsString(" does not see " + work),
            containsString(
                ": use a directory that all workers share, or hdfs://, s3:// or gs://")));
    assertThat(failure.getMessage().lines().toList(), hasSize(1));
    assertNothingPublished();
  }

  @Test
  void workerThatDoesNotSeeASourceIsToldOnce() throws Exception {
    Path own = Files.createDirectory(directory.resolve("own"));
    Files.writeString(own.resolve("a.txt"), "a");
    RunFailedException failure =
        failHaving(
            "run.prepared",
            () -> Files.move(own, directory.resolve("elsewhere")),
            TestBuild.of("own", own).withBeamOptions(cluster.options()));
    assertThat(
        failure.getMessage(),
        allOf(
            startsWith("worker "),
            containsString(" does not see source 'own' at " + own),
            containsString(
                ": use a directory that all workers share, or hdfs://, s3:// or gs://")));
    assertNothingPublished();
  }

  @Test
  void workerThatSeesAnotherDirectoryIsToldOnce() throws Exception {
    Path own = Files.createDirectory(directory.resolve("own"));
    Files.writeString(own.resolve("a.txt"), "a");
    RunFailedException failure =
        failHaving(
            "run.prepared",
            () -> Files.move(own.resolve("a.txt"), own.resolve("b.txt")),
            TestBuild.of("own", own).withBeamOptions(cluster.options()));
    assertThat(
        failure.getMessage(),
        containsString(" sees another directory than source 'own' at " + own));
  }

  private static TestBuild build(String... more) {
    return TestBuild.of("notes", tree).withBatchSize(5).withBeamOptions(cluster.options(more));
  }

  /** Something that a test does in between. */
  @FunctionalInterface
  private interface Action<T> {
    void on(T argument) throws Exception;
  }

  private RunSummary cancelAt(String point, Action<BuildRun> cancel) throws Exception {
    CompletableFuture<BuildRun> started = new CompletableFuture<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            point,
            1,
            () -> {
              // On a thread of its own: the one that is here is interrupted by the cancellation.
              CompletableFuture<Void> done = new CompletableFuture<>();
              Thread canceller =
                  new Thread(
                      () -> {
                        try {
                          cancel.on(started.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
                          done.complete(null);
                        } catch (Exception e) {
                          done.completeExceptionally(e);
                        }
                      });
              canceller.start();
              awaitUninterrupted(done);
            })) {
      BuildRun run = Builds.start(build().settings(index));
      started.complete(run);
      RunSummary summary = run.await();
      assertThat(points.reached(point), not(is(0)));
      return summary;
    }
  }

  private static void awaitUninterrupted(CompletableFuture<Void> done) {
    done.join();
  }

  private RunFailedException failHaving(String point, Callable<?> action, TestBuild build)
      throws Exception {
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            point,
            1,
            () -> {
              try {
                action.call();
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })) {
      BuildRun run = Builds.start(build.settings(index));
      RunFailedException failure = assertThrows(RunFailedException.class, run::await);
      assertThat(points.reached(point), is(1));
      return failure;
    }
  }

  private static Path deleteBelow(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        if (!file.equals(directory)) {
          Files.delete(file);
        }
      }
    }
    return directory;
  }

  private void assertNothingPublished() throws IOException {
    try (var files = Files.list(index)) {
      assertThat(
          files
              .map(file -> file.getFileName().toString())
              .filter(n -> n.startsWith("segments"))
              .toList(),
          hasSize(0));
    }
    assertThat(Files.exists(layout.meta()), is(false));
  }

  private void assertEnded() throws Exception {
    assertThat(IndexFacts.of(index, List.of("number")), equalTo(expected));
    try (var work = Files.list(layout.work())) {
      assertThat(work.toList(), hasSize(0));
    }
    assertThat(Files.exists(layout.meta()), is(true));
    try (var runs = Files.list(layout.runs())) {
      for (Path run : runs.toList()) {
        assertThat(Files.exists(run.resolve("report.html")), is(true));
      }
    }
  }
}
