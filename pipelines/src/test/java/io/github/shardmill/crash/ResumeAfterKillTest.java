package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process had finished when it died is not done again by a run that goes on from there. */
@Tag("slow")
class ResumeAfterKillTest {
  @TempDir private Path directory;

  private Path corpus;
  private Path index;
  private CommittedState fresh;

  @BeforeEach
  void buildWhatIsComparedWith() throws IOException {
    corpus = Corpora.mixed(directory.resolve("corpus"), "teapot");
    index = directory.resolve("index");
    Path built = directory.resolve("fresh");
    BuildCommands.succeed(BuildCommands.buildInOneProcess(corpus, built));
    fresh = CommittedState.read(built);
  }

  @Test
  void resultsOutliveTwoDeaths() throws Exception {
    halt("first", "spool.finished", 2);
    long first = finished("first");
    assertThat(first, greaterThan(0L));
    halt("second", "spool.finished", 1, "--resume");

    JsonNode run = resume("third");
    assertThat(reused(run), greaterThanOrEqualTo(first - 1));
    assertEqualsFreshBuild(run, "third");
  }

  /** Between the gathering of results and the deletion of what they were gathered from. */
  @ParameterizedTest
  @ValueSource(strings = {"run.locked", "run.resumed", "run.prepared", "shard.begin"})
  void deathOfTheRunThatGoesOnLosesNothing(String point) throws Exception {
    halt("first", "shard.begin", 1);
    halt("second", point, 1, "--resume");

    JsonNode run = resume("third");
    assertThat(reused(run), is(Corpora.DOCUMENTS - 1L));
    assertEqualsFreshBuild(run, "third");
  }

  /** As a scheduler does, which knows one command. */
  @ParameterizedTest
  @ValueSource(strings = {"run.locked", "run.resumed", "run.prepared", "shard.begin"})
  void runThatIsSubmittedAgainGoesOnFromItself(String point) throws Exception {
    halt("first", "shard.begin", 1);
    halt("first", point, 1, "--resume");

    JsonNode run = resume("first");
    assertThat(reused(run), is(Corpora.DOCUMENTS - 1L));
    assertEqualsFreshBuild(run, "first");
  }

  private void halt(String run, String point, int occurrence, String... more)
      throws IOException, InterruptedException {
    String[] arguments = BuildCommands.buildInOneProcess(corpus, index, "--run-id", run);
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    try (ChildJvm process =
        new ChildJvm(directory.resolve(run + ".process")).haltingAt(point, occurrence)) {
      ChildJvm.Ended ended = process.start(all).await();
      assertThat(ended.err(), ended.code(), is(PointedMain.HALTED));
    }
  }

  private long finished(String run) throws IOException {
    return FinishedSpool.list(new IndexLayout(index).work(run).resolve("spool")).stream()
        .mapToLong(FinishedSpool::roots)
        .sum();
  }

  private JsonNode resume(String run) throws IOException {
    return BuildCommands.succeed(
        BuildCommands.buildInOneProcess(corpus, index, "--run-id", run, "--resume"));
  }

  private static long reused(JsonNode run) {
    return run.path("counts").path("reused").asLong();
  }

  private void assertEqualsFreshBuild(JsonNode run, String id) throws IOException {
    BuildCommands.assertCountsOfMixed(run);
    assertThat(CommittedState.read(index).sameDocuments(fresh), is(true));
    Tidiness.assertTidy(index, Set.of(id));
  }
}
