package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.cli.RealCommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time writes to an index. */
class SecondRunTest {
  @TempDir private Path directory;

  private Path corpus;
  private Path index;

  @BeforeEach
  void buildSomething() throws IOException {
    corpus = Corpora.mixed(directory.resolve("corpus"), "kettle");
    index = directory.resolve("index");
  }

  @Test
  void aSecondRunIsRefusedAndDoesNotDisturbTheFirst() throws Exception {
    try (ChildJvm first = new ChildJvm(directory.resolve("process"))) {
      first.waitingAt("extract.file");
      first.start(BuildCommands.build(corpus, index, "--run-id", "first")).awaitPoint();

      RealCommandLine.Ended second =
          RealCommandLine.run(BuildCommands.build(corpus, index, "--run-id", "second"));

      assertThat(second.code(), is(4));
      assertThat(
          second.err(),
          allOf(containsString("run first"), containsString("process " + first.pid())));
      first.goOn();
      ChildJvm.Ended ended = first.await();
      assertThat(ended.err(), ended.code(), is(0));
    }
    BuildCommands.assertCountsOfMixed(
        BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "third")));
    Tidiness.assertTidy(index, Set.of("first", "third"));
  }

  @Test
  void theLockOfAKilledProcessDoesNotBlock() throws Exception {
    try (ChildJvm first = new ChildJvm(directory.resolve("process"))) {
      first.waitingAt("extract.file");
      first.start(BuildCommands.build(corpus, index, "--run-id", "first")).awaitPoint();
      first.kill();
    }

    BuildCommands.assertCountsOfMixed(
        BuildCommands.succeed(BuildCommands.build(corpus, index, "--run-id", "second")));

    Tidiness.assertTidy(index, Set.of("second"));
  }
}
