package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A disk that fills up while a run works on it costs the run, and nothing else. */
@Tag("slow")
class FullDiskTest {
  @TempDir private static Path directory;

  private static Path corpus;
  private static Path base;
  private static CommittedState previous;

  @BeforeAll
  static void buildAPreviousCommit() throws IOException {
    corpus = Corpora.mixed(directory.resolve("corpus"), "biscuit");
    base = directory.resolve("base");
    Path older = Corpora.mixed(directory.resolve("older"), "heron");
    BuildCommands.succeed(BuildCommands.build(older, base, "--run-id", "base"));
    previous = CommittedState.read(base);
  }

  @ParameterizedTest(name = "work files, at {0}")
  @CsvSource({"spool.flush", "shard.begin"})
  void aFullDiskOfWorkFilesFailsTheRun(String point) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve(point))) {
      Path index = Corpora.copy(base, directory.resolve("index-" + point));
      fillAt(point, disk, index, "--work-dir", disk.root().resolve("work").toString());

      disk.makeRoom();
      Path work = disk.root().resolve("work");
      runAgain(index, "--work-dir", work.toString());
      assertThat(Tidiness.names(work), is(Set.of()));
    }
  }

  @ParameterizedTest(name = "index, at {0}")
  @CsvSource({"shard.before-sync", "commit.before-adopt", "commit.records-written"})
  void aFullDiskOfTheIndexFailsTheRun(String point) throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("disk-" + point))) {
      Path index = Corpora.copy(base, disk.root().resolve("index"));
      fillAt(point, disk, index);

      disk.makeRoom();
      runAgain(index);
    }
  }

  @Test
  void aFullDiskThatShardsAreCopiedToFailsTheRun() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("copied"))) {
      Path index = Corpora.copy(base, disk.root().resolve("index"));
      String work = directory.resolve("work").toString();
      fillAt("commit.before-adopt", disk, index, "--work-dir", work);
      assertThat(Tidiness.names(directory.resolve("work")), is(Set.of()));

      disk.makeRoom();
      runAgain(index, "--work-dir", work);
    }
  }

  @Test
  void aDiskThatIsFullWhenAllIsWrittenDoesNotKeepTheCommitBack() throws Exception {
    try (SmallDisk disk = SmallDisk.mount(directory.resolve("late"))) {
      Path index = Corpora.copy(base, disk.root().resolve("index"));

      ChildJvm.Ended ended = fillDuring("commit.before-rename", disk, index);

      assertThat(ended.err(), ended.code(), is(0));
      assertThat(CommittedState.read(index).token(), is("full"));
      disk.makeRoom();
      BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "again"));
      Tidiness.assertTidy(index, Set.of("base", "full", "again"));
    }
  }

  private static void fillAt(String point, SmallDisk disk, Path index, String... more)
      throws Exception {
    ChildJvm.Ended ended = fillDuring(point, disk, index, more);
    assertThat(ended.err(), ended.code(), is(2));
    assertThat(ended.err().lines().toList(), hasSize(1));
    assertThat(ended.err(), containsString("no space left on the disk of " + disk.root()));
    assertThat(CommittedState.read(index), is(previous));
  }

  /** Runs a build whose disk is full from a point on. */
  private static ChildJvm.Ended fillDuring(String point, SmallDisk disk, Path index, String... more)
      throws Exception {
    Path scratch = directory.resolve(disk.root().getFileName() + ".process");
    try (ChildJvm process = new ChildJvm(scratch).waitingAt(point)) {
      process.start(BuildCommands.build(corpus, index, with(more, "full"))).awaitPoint();
      disk.fill();
      process.goOn();
      return process.await();
    }
  }

  private static void runAgain(Path index, String... more) throws IOException {
    BuildCommands.assertCountsOfMixed(
        BuildCommands.succeed(BuildCommands.build(corpus, index, with(more, "again"))));
    Tidiness.assertTidy(index, Set.of("base", "again"));
  }

  private static String[] with(String[] more, String runId) {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(List.of("--run-id", runId));
    return arguments.toArray(String[]::new);
  }
}
