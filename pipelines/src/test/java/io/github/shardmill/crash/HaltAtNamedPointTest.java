package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process that dies at any named point leaves the index at its previous commit or at the new one,
 * and nothing that the next run does not remove.
 */
class HaltAtNamedPointTest {
  /** A point before or behind the commit, and the times at which the process dies there. */
  private record Point(String name, boolean isPublished, List<Integer> occurrences) {
    static Point before(String name, Integer... occurrences) {
      return new Point(name, false, List.of(occurrences));
    }

    static Point behind(String name) {
      return new Point(name, true, List.of(1));
    }

    boolean isOfCommit() {
      return name.startsWith("commit.");
    }
  }

  private static final List<Point> POINTS =
      List.of(
          Point.before("run.locked", 1),
          Point.before("run.resumed", 1),
          Point.before("run.prepared", 1),
          Point.before("discover.listed-directory", 1, 4),
          Point.before("discover.batch", 1, 3),
          Point.before("extract.file", 1, 25),
          Point.before("extract.parse", 1, 25),
          Point.before("spool.flush", 1, 3),
          Point.before("spool.flushed", 1),
          Point.before("spool.finished", 1),
          Point.before("shard.begin", 1, 2),
          Point.before("shard.before-sync", 1, 2),
          Point.before("shard.written", 1, 2),
          Point.before("commit.before-delete", 1),
          Point.before("commit.deleted", 1),
          Point.before("commit.before-adopt", 1),
          Point.before("commit.adopted", 1),
          Point.before("commit.compacted", 1),
          Point.before("commit.part-published", 1, 2),
          Point.before("commit.records-written", 1),
          Point.before("commit.before-sync", 1, 2),
          Point.before("commit.synced", 1, 2),
          Point.before("commit.before-rename", 1),
          Point.behind("commit.renamed"),
          Point.behind("commit.committed"),
          Point.behind("commit.before-meta"),
          Point.behind("commit.meta-written"),
          Point.behind("commit.work-removed"));

  private static final Set<String> ON_A_FIRST_BUILD =
      Set.of(
          "run.prepared",
          "extract.file",
          "commit.adopted",
          "commit.before-rename",
          "commit.renamed");

  /** Two processes at a time: more only wait for each other. */
  private static final ExecutorService PROCESSES =
      Executors.newFixedThreadPool(2, task -> new Thread(task, "crashing"));

  @TempDir private static Path directory;

  private static Path corpus;
  private static Path base;
  private static CommittedState previous;
  private static CommittedState fresh;

  @BeforeAll
  static void buildWhatCrashesAreComparedWith() throws IOException {
    corpus = Corpora.mixed(directory.resolve("corpus"), "umbrella");
    Path older = Corpora.mixed(directory.resolve("older"), "flamingo");
    base = directory.resolve("base");
    BuildCommands.succeed(BuildCommands.build(older, base, "--run-id", "base"));
    previous = CommittedState.read(base);
    Path built = directory.resolve("fresh");
    BuildCommands.assertCountsOfMixed(BuildCommands.succeed(BuildCommands.build(corpus, built)));
    fresh = CommittedState.read(built);
  }

  @AfterAll
  static void stop() {
    PROCESSES.shutdownNow();
  }

  @Test
  void everyPointOfTheProgramIsTested() throws IOException {
    Set<String> tested = new TreeSet<>();
    POINTS.forEach(point -> tested.add(point.name()));
    tested.addAll(RollbackCrashTest.POINTS.keySet());

    assertThat(tested, is(NamedPoints.inSources()));
  }

  @Test
  void filesWhoseWritingWasCutOffAreRemoved() throws IOException {
    Path index = Corpora.copy(base, directory.resolve("cut-off"));
    Path own = index.resolve("shardmill");
    String half = "." + UUID.randomUUID() + ".unfinished";
    Files.createFile(own.resolve("meta.json" + half));
    Files.createFile(own.resolve("runs").resolve("base").resolve("report.html" + half));

    BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "next"));

    Tidiness.assertTidy(index, Set.of("base", "next"));
  }

  @TestFactory
  Stream<DynamicTest> aHaltAroundTheCommitLeavesOneCommitOrTheOther() {
    return POINTS.stream()
        .filter(Point::isOfCommit)
        .flatMap(HaltAtNamedPointTest::begin)
        .toList()
        .stream();
  }

  @TestFactory
  @Tag("slow")
  Stream<DynamicTest> aHaltBeforeTheCommitLeavesTheCommitOfBefore() {
    return POINTS.stream()
        .filter(point -> !point.isOfCommit())
        .flatMap(HaltAtNamedPointTest::begin)
        .toList()
        .stream();
  }

  /** Begins what happens at a point; the tests wait for the end. */
  private static Stream<DynamicTest> begin(Point point) {
    List<DynamicTest> tests = new ArrayList<>();
    for (int occurrence : point.occurrences()) {
      tests.add(begin(new Crash(point, occurrence, true)));
    }
    if (ON_A_FIRST_BUILD.contains(point.name())) {
      tests.add(begin(new Crash(point, 1, false)));
    }
    return tests.stream();
  }

  private static DynamicTest begin(Crash crash) {
    Future<Void> ended =
        PROCESSES.submit(
            () -> {
              crash.happen();
              return null;
            });
    return DynamicTest.dynamicTest(crash.name(), ended::get);
  }

  /** One process that dies, and the run after it. */
  private record Crash(Point point, int occurrence, boolean hasPrevious) {
    String name() {
      String index = hasPrevious ? "" : "-of-first-build";
      return point.name() + "-" + occurrence + index;
    }

    void happen() throws IOException, InterruptedException {
      Path index = directory.resolve(name());
      if (hasPrevious) {
        Corpora.copy(base, index);
      }
      halt(index);
      CommittedState before = hasPrevious ? previous : CommittedState.NONE;
      CommittedState left = CommittedState.read(index);
      assertThat(left.sameDocuments(point.isPublished() ? fresh : before), is(true));
      assertThat(left.token(), is(point.isPublished() ? "crashed" : before.token()));
      recover(index);
    }

    private void halt(Path index) throws IOException, InterruptedException {
      Path scratch = directory.resolve(name() + ".process");
      try (ChildJvm process = new ChildJvm(scratch).haltingAt(point.name(), occurrence)) {
        process.start(build(index, "crashed"));
        ChildJvm.Ended ended = process.await();
        assertThat(ended.err(), ended.code(), is(PointedMain.HALTED));
      }
    }

    private String[] build(Path index, String runId) {
      return point.isOfCommit()
          ? BuildCommands.buildInOneProcess(corpus, index, "--run-id", runId)
          : BuildCommands.build(corpus, index, "--run-id", runId);
    }

    private void recover(Path index) throws IOException {
      JsonNode run = BuildCommands.succeed(build(index, "recovery"));
      BuildCommands.assertCountsOfMixed(run);
      if (point.isPublished()) {
        assertThat("taken from the index", run.path("indexed").asInt(), is(0));
      }
      assertThat(CommittedState.read(index).sameDocuments(fresh), is(true));
      Set<String> runs = new HashSet<>(Set.of("recovery"));
      if (hasPrevious) {
        runs.add("base");
      }
      if (point.isPublished()) {
        runs.add("crashed");
      }
      Tidiness.assertTidy(index, runs);
    }
  }
}
