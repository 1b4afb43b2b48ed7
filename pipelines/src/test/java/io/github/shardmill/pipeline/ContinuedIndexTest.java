package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an update goes on from whatever it finds in the index. */
class ContinuedIndexTest {
  private static final TestBuild AS_BEFORE = TestBuild.of(Inputs.AS_BEFORE).asUpdate();

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("a", 5);
  }

  @Test
  void updateOfNothingIsABuild() throws Exception {
    tree.update().commitTo(tree.index());
    assertThat(tree.documents(), is(5));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void updateOfAnEmptyDirectoryIsABuild() throws Exception {
    Files.createDirectory(tree.index());
    tree.update().commitTo(tree.index());
    assertThat(tree.documents(), is(5));
  }

  @Test
  void updateOfNothingHasToBeToldWhereTheFilesAre() {
    assertThat(refusal(AS_BEFORE).getMessage(), containsString("give --input"));
    assertThat(Files.exists(tree.index()), is(false));
  }

  @Test
  void inputsOfTheLastRunAreListedAgain() throws Exception {
    tree.build().commitTo(tree.index());
    tree.write("new.txt", "a new one");

    RunSummary run = AS_BEFORE.commitTo(tree.index());

    assertThat(run.files().discovered(), is(6L));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void inputsThatAreGivenTakeThePlaceOfThoseBefore() throws Exception {
    tree.build().commitTo(tree.index());
    Path more = Files.createDirectories(directory.resolve("more"));
    Files.writeString(more.resolve("one.txt"), "one more");
    TestBuild both = tree.buildWith(more);
    both.asUpdate().commitTo(tree.index());
    assertThat(tree.documents(), is(6));

    Files.writeString(more.resolve("two.txt"), "two more");
    AS_BEFORE.commitTo(tree.index());
    assertThat(tree.documents(), is(7));
    tree.assertEqualsFresh(both);
  }

  @Test
  void indexOfAnotherProgramIsRefused() throws Exception {
    ForeignWriter.add(tree.index());
    BuildRefusedException refused = refusal(tree.update());
    assertThat(refused.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(refused.getMessage(), containsString("was not made by shardmill"));
  }

  @Test
  void indexOfAnotherPipelineIsRefused() throws Exception {
    Pipeline pipeline = Pipeline.create();
    pipeline
        .apply(Create.of("product"))
        .apply(
            LuceneIO.<String>write()
                .to(tree.index().toString())
                .withSchema(IndexSchema.of())
                .withMapper(
                    (id, emitter) ->
                        emitter.emit(Mutation.upsert(IndexDocument.withId(id).build()))));
    pipeline.run().waitUntilFinish();
    BuildRefusedException refused = refusal(tree.update());
    assertThat(refused.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(refused.getMessage(), containsString("was not made by shardmill from files"));
    assertThat(tree.documents(), is(1));
  }

  @Test
  void indexThatAnotherProgramChangedIsBuiltAgain() throws Exception {
    tree.build().commitTo(tree.index());
    ForeignWriter.add(tree.index());
    assertThat(tree.documents(), is(6));

    BuildRun run = Builds.start(AS_BEFORE.settings(tree.index()));
    assertThat(run.notice(), containsString("another program changed the index"));
    assertThat(run.await().verdict(), is(Verdict.COMMITTED));

    assertThat(tree.documents(), is(5));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void updateAfterARollbackBringsAllThatHappenedSince() throws Exception {
    tree.build().commitTo(tree.index());
    tree.write("a/note1.txt", "changed since, and longer than before");
    Files.delete(tree.file("a/note2.txt"));
    tree.write("new.txt", "a new one");
    tree.update().commitTo(tree.index());

    Rollbacks.run(tree.index(), OptionalLong.empty());
    assertThat(tree.values("new.txt").isEmpty(), is(true));
    AS_BEFORE.commitTo(tree.index());

    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void commitOfSomebodyElseMeanwhileIsAConflictAndStands() throws Exception {
    tree.build().commitTo(tree.index());
    tree.write("new.txt", "a new one");
    RunSummary run;
    try (ReachedPoints points =
        new ReachedPoints(
            "shard.written",
            () -> {
              ForeignWriter.add(tree.index());
              return null;
            })) {
      run = tree.run(tree.update());
    }
    assertThat(run.reason(), run.verdict(), is(Verdict.CONFLICT));
    assertThat(tree.documents(), is(6));
    assertThat(tree.values("new.txt").isEmpty(), is(true));

    tree.update().commitTo(tree.index());
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void otherLabelsNeedNoParser() throws Exception {
    labelled("one").commitTo(tree.index());
    assertThat(tree.value("a/note1.txt", FileSchema.LABEL), is("case=one"));

    assertThat(tree.parserCalls(labelled("two").asUpdate()), is(0));

    assertThat(tree.value("a/note1.txt", FileSchema.LABEL), is("case=two"));
    tree.assertEqualsFresh(labelled("two"));
  }

  @Test
  void updateAfterOneThatFailedRepairs() throws Exception {
    tree.build().commitTo(tree.index());
    tree.write("new.txt", "a new one");
    try (FailAtPoint point = new FailAtPoint("commit.before-sync")) {
      assertThrows(RunFailedException.class, () -> tree.run(tree.update()));
      assertThat(point.reached() > 0, is(true));
    }
    assertThat(tree.documents(), is(5));

    tree.update().commitTo(tree.index());
    tree.assertEqualsFresh(tree.build());
  }

  private BuildRefusedException refusal(TestBuild build) {
    return assertThrows(
        BuildRefusedException.class, () -> Builds.start(build.settings(tree.index())));
  }

  private TestBuild labelled(String value) {
    TreeMap<String, String> labels = new TreeMap<>();
    labels.put("case", value);
    Input input = new Input(Optional.of(IndexedTree.SOURCE), tree.root().toString(), labels);
    return TestBuild.of(new Inputs(List.of(input), Optional.empty()));
  }
}
