package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs are killed at random moments, one after the other over the same index, so that what one
 * leaves behind meets the next. {@code -Dtests.seed} repeats the moments as far as a clock can.
 */
@Tag("heavy")
class RandomKillTest {
  private static final int KILLS = Integer.getInteger("tests.kills", 200);
  private static final int BETWEEN_RECOVERIES = 10;

  /** The next run keeps the records of three commits and adds its own. */
  private static final int KEPT_RECORDS = 4;

  private static final long SEED =
      Long.parseUnsignedLong(
          System.getProperty("tests.seed", Long.toHexString(System.nanoTime())), 16);

  @TempDir private Path directory;

  private final Random random = new Random(SEED);
  private final List<Path> corpora = new ArrayList<>();
  private final List<CommittedState> expected = new ArrayList<>();
  private final List<String> committed = new ArrayList<>();
  private Path index;
  private CommittedState current;
  private int killed;

  @Test
  void aKilledRunLeavesOneCommitOrTheOther(TestReporter reporter) throws Exception {
    reporter.publishEntry("seed", Long.toHexString(SEED));
    prepare();
    long nanos = unhurried();
    for (int i = 0; i < KILLS; i++) {
      String run = "killed-" + i;
      long delay = (long) (random.nextDouble() * 1.1 * nanos);
      String moment = "seed " + Long.toHexString(SEED) + ", " + run + ", after " + delay + " ns";
      kill(run, i % 2, delay);
      observe(moment, run, i % 2);
      if (i % BETWEEN_RECOVERIES == BETWEEN_RECOVERIES - 1) {
        recover("recovery-" + i, i % 2);
      }
    }
    reporter.publishEntry("killed before their end", killed + " of " + KILLS);
    assertThat("runs that were killed before their end", killed, greaterThan(KILLS / 2));
  }

  private void prepare() throws IOException {
    index = directory.resolve("index");
    for (String word : List.of("lantern", "compass")) {
      Path corpus = Corpora.mixed(directory.resolve(word), word);
      Path fresh = directory.resolve(word + ".index");
      BuildCommands.succeed(BuildCommands.build(corpus, fresh));
      corpora.add(corpus);
      expected.add(CommittedState.read(fresh));
    }
  }

  /** Returns how long a run takes from the moment that it has work files. */
  private long unhurried() throws IOException, InterruptedException {
    try (ChildJvm process = start("unhurried", 1)) {
      long start = System.nanoTime();
      assertThat(process.await().code(), is(0));
      committed.add("unhurried");
      current = CommittedState.read(index);
      return System.nanoTime() - start;
    }
  }

  private void kill(String run, int corpus, long delayNanos)
      throws IOException, InterruptedException {
    try (ChildJvm process = start(run, corpus)) {
      long end = System.nanoTime() + delayNanos;
      for (long left = delayNanos; left > 0; left = end - System.nanoTime()) {
        LockSupport.parkNanos(left);
      }
      killed += process.isRunning() ? 1 : 0;
      process.kill();
    }
  }

  /** Starts a run and waits until it has work files. */
  private ChildJvm start(String run, int corpus) throws IOException {
    ChildJvm process = new ChildJvm(directory.resolve(run + ".process"));
    process.start(BuildCommands.build(corpora.get(corpus), index, "--run-id", run));
    Path work = index.resolve("shardmill").resolve("work").resolve(run);
    Polling.await("the work files of " + run, () -> Files.exists(work) || !process.isRunning());
    return process;
  }

  private void observe(String moment, String run, int corpus) throws IOException {
    CommittedState found = CommittedState.read(index);
    if (found.token().equals(run)) {
      assertThat(moment, found.sameDocuments(expected.get(corpus)), is(true));
      committed.add(run);
    } else {
      assertThat(moment, found, is(current));
    }
    current = found;
  }

  private void recover(String run, int corpus) throws IOException {
    BuildCommands.assertCountsOfMixed(
        BuildCommands.succeed(BuildCommands.build(corpora.get(corpus), index, "--run-id", run)));
    committed.add(run);
    current = CommittedState.read(index);
    assertThat(current.sameDocuments(expected.get(corpus)), is(true));
    List<String> kept =
        committed.subList(Math.max(0, committed.size() - KEPT_RECORDS), committed.size());
    Tidiness.assertTidy(index, new HashSet<>(kept));
  }
}
