package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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

  @Test
  void aWorkerThatIsLostWhileItExtractsIsMadeUpFor() throws Exception {
    Path index = lost.index("extracting");
    Command build = lost.submit(index);
    new RunSigns(index).awaitExtracting();
    lost.replace(1);
    lost.requireWhole(build, index);
  }

  @Test
  void aWorkerThatIsLostWhileItBuildsShardsIsMadeUpFor() throws Exception {
    Path index = lost.index("building");
    Command build = lost.submit(index);
    new RunSigns(index).awaitBuilding();
    lost.replace(1);
    lost.requireWhole(build, index);
  }

  /** One of them commits. */
  @Test
  void allWorkersThatAreLostWhileOneCommitsAreMadeUpFor() throws Exception {
    Path index = lost.index("committing");
    Command build = lost.submit(index);
    new RunSigns(index).awaitCommitting();
    lost.replace(2);
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
