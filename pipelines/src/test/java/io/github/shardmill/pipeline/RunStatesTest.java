package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.pipeline.RunState.Phase;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of a run to somebody who did not wait for it. */
class RunStatesTest {
  private static final int FILES = 30;

  @TempDir private Path directory;
  private Path index;
  private TestBuild build;

  @BeforeEach
  void writeFiles() throws Exception {
    Path tree = Files.createDirectory(directory.resolve("notes"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(tree.resolve("note" + i + ".txt"), "this is note number " + i);
    }
    index = directory.resolve("index");
    build = TestBuild.of("notes", tree).withBatchSize(5);
  }

  @Test
  void nothingIsKnownOfWhatWasNeverBegun() throws Exception {
    assertThat(RunStates.of(index, "never"), is(Optional.empty()));
    build.commitTo(index);
    assertThat(RunStates.of(index, "never"), is(Optional.empty()));
  }

  @Test
  void committedRunTellsWhatItCameTo() throws Exception {
    RunSummary summary = build.commitTo(index);
    RunState state = RunStates.of(index, summary.runId()).orElseThrow();
    assertThat(state.phase(), is(Phase.ENDED));
    assertThat(state.summary(), is(Optional.of(summary)));
  }

  @Test
  void committedRunIsKnownBehindOthersAndWithoutItsRecord() throws Exception {
    RunSummary first = build.commitTo(index);
    build.commitTo(index);
    Files.delete(new IndexLayout(index).runRecord(first.runId()));
    RunState state = RunStates.of(index, first.runId()).orElseThrow();
    assertThat(state.phase(), is(Phase.ENDED));
    assertThat(state.summary().orElseThrow().verdict(), is(Verdict.COMMITTED));
  }

  /** Its record says that it committed, which is not true. */
  @Test
  void runThatDiedRightBeforeItsCommitIsInterrupted() throws Exception {
    RunState state = failAt("commit.records-written");
    assertThat(state.phase(), is(Phase.INTERRUPTED));
    assertThat(state.remains(), startsWith("; the results of " + FILES + " files are kept"));
  }

  @Test
  void runGoesOnAsLongAsItHoldsTheIndex() throws Exception {
    AtomicReference<RunState> seen = new AtomicReference<>();
    AtomicReference<String> runId = new AtomicReference<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            "shard.begin",
            1,
            () -> {
              try {
                runId.set(RunLock.holder(new IndexLayout(index)).orElseThrow());
                seen.set(RunStates.of(index, runId.get()).orElseThrow());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            })) {
      RunSummary summary = build.commitTo(index);
      assertThat(points.reached("shard.begin"), greaterThan(0));
      assertThat(runId.get(), is(summary.runId()));
    }
    assertThat(seen.get().phase(), is(Phase.GOING_ON));
    assertThat(RunLock.holder(new IndexLayout(index)), is(Optional.empty()));
  }

  private RunState failAt(String point) throws Exception {
    AtomicReference<String> runId = new AtomicReference<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            point,
            1,
            () -> {
              try {
                runId.set(RunLock.holder(new IndexLayout(index)).orElseThrow());
              } catch (Exception e) {
                throw new AssertionError(e);
              }
              // The one exception that a logger lets through.
              throw new org.apache.logging.log4j.core.appender.AppenderLoggingException("fails");
            })) {
      BuildRun run = Builds.start(build.settings(index));
      assertThrows(RunFailedException.class, run::await);
      assertThat(points.reached(point), is(1));
    }
    return RunStates.of(index, runId.get()).orElseThrow();
  }
}
