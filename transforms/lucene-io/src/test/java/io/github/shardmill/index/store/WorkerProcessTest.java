package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WorkerProcessTest {
  private static final WorkerProcess HERE = WorkerProcess.current();

  @Test
  void nameIsThatOfAFileAndTellsTheHost() {
    assertThat(HERE.name(), matchesPattern("[A-Za-z0-9_.]+-\\d+-[0-9a-z]+"));
    assertThat(WorkerProcess.hostOf(HERE.name()), is(HERE.host()));
    assertThat(WorkerProcess.hostOf("odd"), is("odd"));
  }

  @Test
  void thisProcessIsNotGone() {
    assertThat(HERE.isGone(), is(false));
  }

  @Test
  void processThatHasEndedIsGone() throws Exception {
    Process process = new ProcessBuilder("true").start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS), is(true));
    WorkerProcess ended =
        new WorkerProcess(HERE.host(), process.pid(), HERE.started(), HERE.space());
    assertThat(ended.isGone(), is(true));
  }

  @Test
  void processWhoseNumberAnotherHasIsGone() {
    WorkerProcess before = new WorkerProcess(HERE.host(), HERE.pid(), "before", HERE.space());
    assertThat(before.isGone(), is(true));
    assertThat(before.name(), is(not(HERE.name())));
  }

  @Test
  void nothingIsToBeSeenOfOtherMachinesAndContainers() {
    assertThat(new WorkerProcess("far", HERE.pid(), "x", HERE.space()).isGone(), is(false));
    assertThat(new WorkerProcess(HERE.host(), HERE.pid(), "x", "pid:[1]").isGone(), is(false));
  }
}
