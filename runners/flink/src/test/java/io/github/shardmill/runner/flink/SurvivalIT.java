package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers that are killed in every phase of a run, on a real cluster, and jobs that are ended. */
@Tag("slow")
@Timeout(1800)
class SurvivalIT {
  @TempDir private static Path temp;

  private static LostWorkers lost;

  @BeforeAll
  static void start() throws Exception {
    lost = LostWorkers.start(temp);
  }

  @AfterAll
  static void stop() throws Exception {
    if (lost != null) {
      lost.close();
    }
  }

  /** Who is lost in which phase of a run. */
  private enum Loss {
    ONE_WHILE_IT_EXTRACTS,
    ONE_WHILE_IT_BUILDS_SHARDS,
    ALL_WHILE_ONE_COMMITS;

    /** Waits for the sign that the phase has come. */
    void await(RunSigns signs) throws IOException {
      switch (this) {
        case ONE_WHILE_IT_EXTRACTS -> signs.awaitExtracting();
        case ONE_WHILE_IT_BUILDS_SHARDS -> signs.awaitBuilding();
        case ALL_WHILE_ONE_COMMITS -> signs.awaitCommitting();
      }
    }

    int workers() {
      return this == ALL_WHILE_ONE_COMMITS ? 2 : 1;
    }
  }

  @ParameterizedTest
  @EnumSource
  void lostWorkersAreMadeUpFor(Loss loss) throws Exception {
    Path index = lost.index(loss.name());
    Command build = lost.submit(index);
    loss.await(new RunSigns(index));
    lost.replace(loss.workers());
    lost.requireWhole(build, index);
  }

  @Test
  void ofACancelledJobNothingIsPublishedAndTheNextRunRemovesTheRest() throws Exception {
    Path index = lost.index("cancelled");
    RunSigns signs = new RunSigns(index);
    Command build = lost.submit(index);
    signs.awaitExtracting();
    for (String job : lost.cluster().runningJobs()) {
      Command.Ended cancel = lost.cluster().flink("cancel", job);
      assertThat(cancel.toString(), cancel.code(), is(0));
    }
    Command.Ended ended = build.await();
    assertThat(ended.toString(), ended.code(), not(is(0)));
    assertThat(ended.err(), containsString("cancelled"));
    assertThat(signs.isCommitted(), is(false));

    lost.requireWhole(lost.submit(index), index);
  }

  @Test
  void aRunWhoseJobManagerWasLostGoesOnWhenItIsSubmittedAgain() throws Exception {
    Path index = lost.index("resumed");
    RunSigns signs = new RunSigns(index);
    Command build = lost.submit(index, "--run-id=one");
    signs.awaitBuilding();
    lost.cluster().restart();
    Command.Ended ended = build.await();
    assertThat(ended.toString(), ended.code(), not(is(0)));
    assertThat(signs.isCommitted(), is(false));
    assertThat(
        signs.runsInWork().stream().map(Path::getFileName).toList(), is(List.of(Path.of("one"))));

    lost.requireWhole(
        lost.submit(index, "--run-id=one", "--resume"), index, "(2,000 not parsed again)");
  }
}
