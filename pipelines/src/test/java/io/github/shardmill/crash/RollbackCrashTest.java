package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.cli.RealCommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A process that dies at any named point of a rollback leaves the index at one commit or the other.
 */
class RollbackCrashTest {
  /** The points that a rollback passes, and whether its commit is there. */
  static final Map<String, Boolean> POINTS =
      new TreeMap<>(
          Map.of(
              "rollback.locked", false,
              "rollback.record-written", false,
              "commit.before-sync", false,
              "commit.synced", false,
              "commit.before-rename", false,
              "commit.renamed", true,
              "rollback.committed", true,
              "rollback.meta-written", true));

  @TempDir private static Path directory;

  private static Path corpus;
  private static Path base;
  private static CommittedState first;
  private static CommittedState second;

  @BeforeAll
  static void buildTwice() throws IOException {
    Path older = Corpora.mixed(directory.resolve("older"), "flamingo");
    corpus = Corpora.mixed(directory.resolve("corpus"), "umbrella");
    base = directory.resolve("base");
    BuildCommands.succeed(BuildCommands.build(older, base, "--run-id", "first"));
    first = CommittedState.read(base);
    BuildCommands.succeed(BuildCommands.build(corpus, base, "--run-id", "second"));
    second = CommittedState.read(base);
  }

  private static Set<String> points() {
    return POINTS.keySet();
  }

  @ParameterizedTest
  @MethodSource("points")
  void aHaltLeavesOneCommitOrTheOther(String point) throws Exception {
    Path index = Corpora.copy(base, directory.resolve(point));
    boolean isPublished = POINTS.get(point);
    try (ChildJvm process = new ChildJvm(directory.resolve(point + ".process"))) {
      process.haltingAt(point, 1).start("rollback", index.toString());
      ChildJvm.Ended ended = process.await();
      assertThat(ended.err(), ended.code(), is(PointedMain.HALTED));
    }
    CommittedState left = CommittedState.read(index);
    assertThat(left.sameDocuments(isPublished ? first : second), is(true));

    // Told where to, since the default would go further back from what is published.
    RealCommandLine.Ended again = RealCommandLine.run("rollback", index.toString(), "--to", "1");
    assertThat(again.err(), again.code(), is(0));
    assertThat(again.out(), containsString(isPublished ? "nothing to do" : "went back"));
    CommittedState restored = CommittedState.read(index);
    assertThat(restored.sameDocuments(first), is(true));

    BuildCommands.succeed(BuildCommands.buildInOneProcess(corpus, index, "--run-id", "recovery"));
    assertThat(CommittedState.read(index).sameDocuments(second), is(true));
    Set<String> runs = Set.of("first", "second", restored.token(), "recovery");
    assertThat("records of runs", Tidiness.names(index.resolve("shardmill/runs")), is(runs));
  }

  @Test
  void aRollbackWaitsForNoRun() throws Exception {
    Path index = Corpora.copy(base, directory.resolve("held"));
    try (ChildJvm run = new ChildJvm(directory.resolve("held.process"))) {
      run.waitingAt("extract.file");
      run.start(BuildCommands.build(corpus, index, "--run-id", "running", "--fresh")).awaitPoint();

      RealCommandLine.Ended refused = RealCommandLine.run("rollback", index.toString());

      assertThat(refused.code(), is(4));
      assertThat(refused.err(), containsString("run running"));
      assertThat(CommittedState.read(index).sameDocuments(second), is(true));
      RealCommandLine.Ended pinned = RealCommandLine.run("pin", index.toString());
      assertThat(pinned.err(), pinned.code(), is(0));
    }
  }
}
