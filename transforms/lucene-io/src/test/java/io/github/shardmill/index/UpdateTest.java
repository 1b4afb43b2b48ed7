package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {
  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  @Test
  void updateThatReplacesRootsKeepsTheNewDocuments() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 10));
    CommitVerdict verdict =
        EngineRun.update(
            index,
            "second",
            EngineRun.doc("d3", "new words"),
            Mutation.delete("d4"),
            EngineRun.doc("d99", "x"),
            Mutation.delete("never there"));
    assertThat(verdict, equalTo(CommitVerdict.committed("second", 2, 10)));
    assertThat(
        EngineRun.ids(index),
        containsInAnyOrder("d0", "d1", "d2", "d3", "d5", "d6", "d7", "d8", "d9", "d99"));

    Path fresh = temp.resolve("fresh");
    List<Mutation> all = new ArrayList<>(List.of(EngineRun.docs(0, 10)));
    all.removeIf(m -> m.rootId().equals("d3") || m.rootId().equals("d4"));
    all.addAll(List.of(EngineRun.doc("d3", "new words"), EngineRun.doc("d99", "x")));
    EngineRun.write(fresh, "fresh", all.toArray(Mutation[]::new));
    assertThat(data(index).digest(), equalTo(data(fresh).digest()));
  }

  @Test
  void manyUpdatesLeaveTheDigestThatABuildOfTheSameDocumentsHas() throws IOException {
    EngineRun.write(index, "r0", EngineRun.docs(0, 5));
    TreeMap<String, Mutation> model = new TreeMap<>();
    for (Mutation m : EngineRun.docs(0, 5)) {
      model.put(m.rootId(), m);
    }
    for (int i = 1; i < 8; i++) {
      Mutation changed = EngineRun.doc("d" + i % 5, "version " + i);
      Mutation deleted = Mutation.delete("d" + (i + 2) % 5);
      EngineRun.update(index, "r" + i, changed, deleted);
      model.put(changed.rootId(), changed);
      model.remove(deleted.rootId());
    }
    Path fresh = temp.resolve("fresh");
    EngineRun.write(fresh, "fresh", model.values().toArray(Mutation[]::new));
    assertThat(data(index).digest(), equalTo(data(fresh).digest()));
    assertThat(data(index).documents(), is((long) model.size()));
    assertThat(EngineRun.ids(index), hasSize(model.size()));
  }

  @Test
  void updateOfNothingIsTheFirstCommit() throws IOException {
    CommitVerdict verdict = EngineRun.update(index, "run", EngineRun.docs(0, 3));
    assertThat(verdict, equalTo(CommitVerdict.committed("run", 1, 3)));
  }

  @Test
  void updateWithoutMutationsCommitsNothing() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 3));
    EngineRun run = new EngineRun(index, "second", RunPlan.Mode.UPDATE);
    assertThat(run.commit(run.parts()).kind(), is(CommitVerdict.Kind.UNCHANGED));
    assertThat(EngineRun.base(index).isCommitOf("first"), is(true));
    assertThat(run.store.readRecord("run.json").isPresent(), is(true));
    assertThat(Files.exists(run.layout.work("second")), is(false));
  }

  @Test
  void damagedListOfReplacedRootsIsAnError() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 20));
    EngineRun run = new EngineRun(index, "second", RunPlan.Mode.UPDATE);
    RunParts parts = run.parts(EngineRun.docs(5, 10));
    ShardHandle shard = parts.shards().get(1);
    Path roots = run.workspace.staging().resolve(shard.directory()).resolve(RootList.NAME);
    byte[] good = Files.readAllBytes(roots);
    for (int at = 0; at < good.length; at++) {
      byte[] damaged = good.clone();
      damaged[at] ^= 0x41;
      Files.write(roots, damaged);
      assertThrows(IOException.class, () -> run.commit(parts), "byte " + at);
    }
    assertThat(EngineRun.base(index).isCommitOf("first"), is(true));
    Files.write(roots, good);
    assertThat(run.commit(parts), equalTo(CommitVerdict.committed("second", 2, 20)));
  }

  @Test
  void updateWithAnotherSchemaIsRefused() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    IndexSchema other = IndexSchema.of(FieldSpec.text("text"));
    RunPlan plan =
        new RunPlan(
            "u",
            RunPlan.Mode.UPDATE,
            1,
            1,
            other,
            List.of(),
            List.of(),
            "{}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    EngineRun run = new EngineRun(index, plan);
    CommitVerdict verdict = run.commit(run.parts(Mutation.delete("d1")));
    assertThat(verdict.kind(), is(Kind.REFUSED));
    assertThat(verdict.reason(), is("the index has another schema; rebuild it"));
    assertThat(EngineRun.ids(index), hasSize(5));
  }

  @Test
  void rebuildMayHaveAnotherSchemaWithFieldsOfOtherKinds() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    IndexSchema other = IndexSchema.of(FieldSpec.keyword("text").withDocValues());
    RunPlan plan =
        new RunPlan(
            "u",
            RunPlan.Mode.REPLACE,
            1,
            1,
            other,
            List.of(),
            List.of(),
            "{}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    EngineRun run = new EngineRun(index, plan);
    Mutation mutation = Mutation.upsert(IndexDocument.withId("a").add("text", "x").build());
    assertThat(run.commit(run.parts(mutation)).kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index), contains("a"));
    assertThat(data(index).schema(), equalTo(other));
  }

  private static CommitData data(Path index) throws IOException {
    return EngineRun.base(index).data().orElseThrow();
  }
}
