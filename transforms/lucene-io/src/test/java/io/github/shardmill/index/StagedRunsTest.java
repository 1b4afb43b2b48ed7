package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.iterableWithSize;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.StagedRuns.Publication;
import io.github.shardmill.index.StagedRuns.Waiting;
import io.github.shardmill.index.gate.SegmentCheckGate;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.index.store.Leftovers;
import io.github.shardmill.index.store.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StagedRunsTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A gate whose answer is known beforehand. */
  private record SetGate(String name, boolean passes) implements Gate {
    @Override
    public Result check(Candidate candidate) {
      return new Result(name, passes, candidate.documents() + " documents");
    }
  }

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  private EngineRun gated(String runId, RunPlan.Mode mode, Gate... gates) throws IOException {
    RunPlan plan = EngineRun.plan(index, runId, mode, 2);
    CommitPolicy policy =
        new CommitPolicy(Retention.DEFAULT, Compaction.DEFAULT, List.of(gates), List.of());
    return new EngineRun(
        index,
        new RunPlan(
            runId,
            mode,
            plan.expectedGeneration(),
            plan.shards(),
            plan.schema(),
            plan.equations(),
            plan.summary(),
            plan.details(),
            plan.startedMillis(),
            policy,
            plan.carried()));
  }

  private EngineRun refuse(String runId, RunPlan.Mode mode, Mutation... mutations)
      throws IOException {
    EngineRun run = gated(runId, mode, new SetGate("never", false));
    assertThat(run.commit(run.parts(mutations)).kind(), is(Kind.REFUSED));
    return run;
  }

  private List<String> waiting() throws IOException {
    return new StagedRuns(index).list().stream().map(Waiting::runId).toList();
  }

  private Publication publish(String runId) throws IOException {
    return new StagedRuns(index).publish(runId, json -> "");
  }

  private JsonNode record(String runId) throws IOException {
    return JSON.readTree(index.resolve("shardmill/runs/" + runId + "/run.json").toFile());
  }

  @Test
  void everyGateIsAskedAndEveryRefusalTold() throws IOException {
    EngineRun run =
        gated(
            "run",
            RunPlan.Mode.REPLACE,
            new SetGate("one", false),
            new SetGate("two", true),
            new SegmentCheckGate(),
            new SetGate("three", false));
    CommitVerdict verdict = run.commit(run.parts(EngineRun.docs(0, 5)));
    assertThat(verdict.kind(), is(Kind.REFUSED));
    assertThat(verdict.reason(), is("one: 5 documents; three: 5 documents"));
    assertThat(EngineRun.base(index).generation(), is(-1L));
    JsonNode gates = record("run").path("gates");
    assertThat(gates, iterableWithSize(4));
    assertThat(
        gates.get(2).toString(),
        is("{\"gate\":\"new segments are sound\",\"passed\":true,\"found\":\"2 checked\"}"));
    assertThat(record("run").path("staged").asBoolean(), is(true));
  }

  @Test
  void passedGatesAreInTheRecordOfTheCommit() throws IOException {
    EngineRun run = gated("run", RunPlan.Mode.REPLACE, new SetGate("one", true));
    assertThat(run.commit(run.parts(EngineRun.docs(0, 5))).kind(), is(Kind.COMMITTED));
    assertThat(record("run").path("gates").get(0).path("passed").asBoolean(), is(true));
    assertThat(record("run").path("staged").asBoolean(), is(false));
    assertThat(waiting(), empty());
  }

  @Test
  void refusedRunKeepsItsShardsAndNothingElse() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = refuse("second", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    assertThat(EngineRun.ids(index), hasSize(5));
    assertThat(Files.exists(run.workspace.spool()), is(false));
    Waiting waiting = new StagedRuns(index).list().get(0);
    assertThat(waiting.runId(), is("second"));
    assertThat(waiting.baseGeneration(), is(1L));
    assertThat(waiting.reason(), is("never: 3 documents"));
    assertThat(waiting.documents(), is(3L));
    assertThat(waiting.bytes(), greaterThan(0L));
    assertThat(waiting.obstacle(), is(""));
  }

  @Test
  void missingShardIsNotStaged() throws IOException {
    EngineRun run = gated("run", RunPlan.Mode.REPLACE, new SetGate("never", false));
    ShardHandle one = run.build(1, run.spool(EngineRun.docs(0, 20)));
    assertThat(run.commit(EngineRun.partsOf(one)).kind(), is(Kind.REFUSED));
    assertThat(waiting(), empty());
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
  }

  @Test
  void publishedRunIsTheCommitItWouldHaveBeen() throws IOException {
    Path other = temp.resolve("other");
    EngineRun.write(other, "run", EngineRun.docs(0, 7));
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 7));
    Publication publication = publish("run");
    assertThat(publication.verdict(), equalTo(CommitVerdict.committed("run", 1, 7)));
    assertThat(publication.notice(), is(""));
    assertThat(EngineRun.ids(index), hasSize(7));
    assertThat(
        EngineRun.base(index).data().orElseThrow().digest(),
        is(EngineRun.base(other).data().orElseThrow().digest()));
    assertThat(record("run").path("verdict").asText(), is("COMMITTED"));
    assertThat(
        record("run").path("publishedByHand").path("reason").asText(), is("never: 7 documents"));
    assertThat(waiting(), empty());
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
  }

  @Test
  void rebuildIsPublishedOverWhateverIsThereAndSaysSo() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    refuse("second", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    EngineRun.update(index, "third", EngineRun.doc("d9", "later"));
    Publication publication = publish("second");
    assertThat(publication.verdict().kind(), is(Kind.COMMITTED));
    assertThat(
        publication.notice(),
        is("it replaces generation 2 of run third, which was committed after the run began"));
    assertThat(EngineRun.ids(index), hasSize(3));
  }

  @Test
  void updateIsPublishedIntoItsBase() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    refuse("second", RunPlan.Mode.UPDATE, EngineRun.doc("d9", "later"), Mutation.delete("d0"));
    assertThat(publish("second").verdict().kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index), hasSize(5));
  }

  @Test
  void updateOfAnotherCommitIsRefusedAndWaitsOn() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    refuse("second", RunPlan.Mode.UPDATE, EngineRun.doc("d9", "later"));
    EngineRun.update(index, "third", EngineRun.doc("d8", "meanwhile"));
    CommitVerdict verdict = publish("second").verdict();
    assertThat(verdict.kind(), is(Kind.REFUSED));
    assertThat(verdict.reason(), containsString("updates generation 1 and the index is at"));
    assertThat(new StagedRuns(index).list().get(0).obstacle(), is(verdict.reason()));
    assertThat(EngineRun.base(index).generation(), is(2L));
  }

  @ParameterizedTest
  @EnumSource(RunPlan.Mode.class)
  void publicationCutOffBehindItsCommitIsEndedByTheNextOne(RunPlan.Mode mode) throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = refuse("second", mode, EngineRun.docs(0, 3));
    RunPage cutOff =
        json -> {
          throw new LinkageError("cut off");
        };
    assertThrows(LinkageError.class, () -> new StagedRuns(index).publish("second", cutOff));
    assertThat(Files.exists(Path.of(run.workspace.work())), is(true));
    Publication publication = publish("second");
    assertThat(publication.verdict().kind(), is(Kind.COMMITTED));
    assertThat(publication.verdict().generation(), is(2L));
    assertThat(publication.notice(), is(""));
    assertThat(record("second").path("verdict").asText(), is("COMMITTED"));
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
  }

  @Test
  void foreignWriterKeepsTheRunWaiting() throws IOException {
    refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    try (FSDirectory directory = FSDirectory.open(index);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(null))) {
      assertThat(writer.isOpen(), is(true));
      assertThat(publish("run").verdict().kind(), is(Kind.CONFLICT));
    }
    assertThat(waiting(), contains("run"));
    assertThat(record("run").path("verdict").asText(), is("REFUSED"));
    assertThat(publish("run").verdict().kind(), is(Kind.COMMITTED));
  }

  @Test
  void damagedShardIsNotPublishedAndWaitsOn() throws IOException {
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 20));
    try (var files = Files.walk(run.workspace.staging())) {
      Files.delete(files.filter(file -> file.toString().endsWith(".fdt")).findFirst().get());
    }
    assertThrows(IOException.class, () -> publish("run"));
    assertThat(EngineRun.base(index).generation(), is(-1L));
    assertThat(waiting(), contains("run"));
  }

  @Test
  void discardedRunLeavesItsRecordOnly() throws IOException {
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    new StagedRuns(index).discard("run");
    assertThat(waiting(), empty());
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
    assertThat(record("run").path("verdict").asText(), is("REFUSED"));
  }

  @Test
  void onlyTheNewestRefusedRunWaits() throws IOException {
    refuse("b", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    refuse("a", RunPlan.Mode.REPLACE, EngineRun.docs(0, 4));
    assertThat(waiting(), contains("a"));
  }

  @Test
  void fullBuildEndsTheWaitAndAnUpdateDoesNot() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    refuse("second", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    EngineRun.update(index, "third", EngineRun.doc("d9", "later"));
    assertThat(waiting(), contains("second"));
    EngineRun.write(index, "fourth", EngineRun.docs(0, 5));
    assertThat(waiting(), empty());
  }

  @Test
  void cleaningUpKeepsWhatWaits() throws IOException {
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    Files.delete(run.layout.runRecord("run"));
    new Leftovers(run.layout).remove(Set.of(), Set.of());
    assertThat(publish("run").verdict().kind(), is(Kind.COMMITTED));
  }

  @Test
  void cleaningUpRemovesWhatWasPublished() throws IOException {
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    new Leftovers(run.layout).remove(Set.of("run"), Set.of("run"));
    assertThat(waiting(), empty());
    assertThat(Files.exists(run.layout.run("run")), is(true));
  }

  @Test
  void idOfAWaitingRunIsTaken() throws IOException {
    refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    Exception e = assertThrows(IllegalArgumentException.class, () -> new EngineRun(index, "run"));
    assertThat(e.getMessage(), containsString("waits to be published or discarded"));
  }

  @Test
  void unknownRunIsAnErrorThatNamesTheOthers() throws IOException {
    Exception none = assertThrows(IllegalArgumentException.class, () -> publish("x"));
    assertThat(none.getMessage(), is("there is no index at " + index));
    refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    Exception other =
        assertThrows(IllegalArgumentException.class, () -> new StagedRuns(index).discard("x"));
    assertThat(other.getMessage(), is("no run 'x' waits to be published; there is run"));
  }

  @Test
  void runThatWritesKeepsAPublicationOut() throws IOException {
    EngineRun run = refuse("run", RunPlan.Mode.REPLACE, EngineRun.docs(0, 3));
    try (RunLock lock = RunLock.acquire(run.layout, "other")) {
      assertThrows(IndexLockedException.class, () -> publish("run"));
      assertThrows(IndexLockedException.class, () -> new StagedRuns(index).discard("run"));
      lock.close();
    }
    assertThat(waiting(), contains("run"));
  }

  @Test
  void noteIsReadAsItWasWritten() throws IOException {
    EngineRun run = gated("run", RunPlan.Mode.UPDATE);
    StagedRun staged =
        new StagedRun(
            run.plan,
            run.parts(EngineRun.doc("a", "x"), Mutation.delete("b")),
            List.of(new Gate.Result("g", false, "f")),
            5);
    assertThat(StagedRun.fromJson(staged.toJson()), equalTo(staged));
  }
}
