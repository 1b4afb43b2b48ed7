package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever asks a run to end gets it back soon, with nothing published. */
class SignalTest {
  /** What is promised; the only time that a test of this package measures. */
  private static final long PROMISED_MILLIS = 10_000;

  @TempDir private static Path directory;

  private static Path corpus;
  private static Path base;
  private static CommittedState previous;

  @BeforeAll
  static void buildAPreviousCommit() throws IOException {
    corpus = Corpora.mixed(directory.resolve("corpus"), "harbour");
    base = directory.resolve("base");
    Path older = Corpora.mixed(directory.resolve("older"), "ladder");
    BuildCommands.succeed(BuildCommands.build(older, base, "--run-id", "base"));
    previous = CommittedState.read(base);
  }

  @ParameterizedTest(name = "{0} at {1} ends with {2}")
  @CsvSource({
    "INT, extract.file, 130",
    "INT, shard.begin, 130",
    "INT, commit.before-adopt, 130",
    "TERM, extract.file, 143",
    "TERM, shard.begin, 143",
    "TERM, commit.before-adopt, 143"
  })
  void aSignalledRunCleansUpAndPublishesNothing(String signal, String point, int code)
      throws Exception {
    Path index = Corpora.copy(base, directory.resolve(signal + "-" + point));
    try (ChildJvm process = process(signal + "-" + point, point)) {
      process.start(BuildCommands.build(corpus, index)).awaitPoint();
      process.signal(signal);
      process.awaitMessage("stopping; nothing will be published");
      process.goOn();

      assertThat(process.endsWithin(PROMISED_MILLIS), is(true));
      ChildJvm.Ended ended = process.await();
      assertThat(ended.err(), ended.code(), is(code));
      assertThat(ended.err(), containsString("stopped; nothing was published"));
    }
    assertNothingWasPublished(index);
  }

  @Test
  void aRunThatIsStuckIsCutOff() throws Exception {
    Path index = Corpora.copy(base, directory.resolve("stuck"));
    try (ChildJvm process = process("stuck", "commit.before-adopt")) {
      process.start(BuildCommands.build(corpus, index)).awaitPoint();
      process.signal("INT");

      assertThat(process.endsWithin(PROMISED_MILLIS), is(true));
      ChildJvm.Ended ended = process.await();
      assertThat(ended.err(), ended.code(), is(130));
      assertThat(ended.err(), containsString("cut off"));
    }
    assertNothingWasPublished(index);
  }

  private static ChildJvm process(String name, String point) throws IOException {
    return new ChildJvm(directory.resolve(name + ".process")).waitingAt(point);
  }

  private static void assertNothingWasPublished(Path index) throws IOException {
    assertThat(CommittedState.read(index), is(previous));
    BuildCommands.assertCountsOfMixed(
        BuildCommands.succeed(BuildCommands.buildInOneProcess(corpus, index, "--run-id", "next")));
    Tidiness.assertTidy(index, Set.of("base", "next"));
  }
}
