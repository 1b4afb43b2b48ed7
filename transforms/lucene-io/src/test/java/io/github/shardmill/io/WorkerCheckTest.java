package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.MemoryFiles;
import io.github.shardmill.remote.MemoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerCheckTest {
  @TempDir Path temp;
  private final MemoryFiles remote = new MemoryFiles();
  private final MemoryStore store = remote.store();
  private RunWorkspace workspace;
  private WorkerCheck check;

  @BeforeEach
  void beginARun() throws IOException {
    workspace = RunWorkspace.elsewhere(new IndexLayout(remote.path("index")), temp, "run");
    new PathIndexStore(workspace).prepare();
    check = WorkerCheck.begin(workspace, 0);
  }

  @Test
  void storeThatDoesNotAnswerIsNoMissingDirectory() throws IOException {
    long before = store.calls();
    check.requireNow();
    long calls = store.calls() - before;
    assertThat(calls, greaterThan(1L));
    for (int call = 1; call <= calls; call++) {
      store.failAt(call);
      IOException failure =
          assertThrows(IOException.class, () -> check.requireNow(), "call " + call);
      assertThat(failure.getMessage(), containsString("was told to fail"));
    }
    store.failAt(1);
    assertThrows(IOException.class, () -> check.require());
    check.require();
  }

  @Test
  void workerThatSeesNothingOfTheRunIsTold() throws IOException {
    Files.delete(workspace.directory().resolve("submission"));
    WorkerCheckException failure =
        assertThrows(WorkerCheckException.class, () -> check.requireNow());
    assertThat(
        failure.getMessage(),
        allOf(containsString("does not see " + workspace.directory()), containsString("share")));
  }

  @Test
  void jobOfARunThatWasSubmittedAgainIsOver() throws IOException {
    WorkerCheck again = WorkerCheck.begin(workspace, 0);
    again.requireNow();
    WorkerCheckException failure =
        assertThrows(WorkerCheckException.class, () -> check.requireNow());
    assertThat(failure.getMessage(), containsString("submitted again"));
  }

  @Test
  void runThatHasEndedMayBeGone() throws IOException {
    PathIndexStore index = new PathIndexStore(workspace);
    Path record = workspace.layout().runRecord(workspace.runId());
    index.writeRecord(record.getFileName().toString(), new byte[0]);
    index.removeWork();
    check.requireNow();
  }
}
