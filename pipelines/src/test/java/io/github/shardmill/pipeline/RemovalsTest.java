package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not found is not always gone: what an update removes, and what it refuses to remove. */
class RemovalsTest {
  private static final Continuation ANY_REMOVAL =
      new Continuation(true, false, false, Retry.DUE, false, new RemovalLimit(100));

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeEach
  void makeTree() throws IOException {
    tree = new IndexedTree(directory);
  }

  private void delete(String name, int files) throws IOException {
    for (int i = 0; i < files; i++) {
      Files.delete(tree.file(name + "/note" + i + ".txt"));
    }
  }

  private RunSummary update() throws InterruptedException {
    return tree.run(tree.update());
  }

  /** Asserts that a run was refused, and that nothing happened to the index. */
  private void assertRefused(RunSummary run, long generation, int documents) throws IOException {
    assertThat(run.reason(), run.verdict(), is(Verdict.REFUSED));
    assertThat(tree.generation(), is(generation));
    assertThat(tree.documents(), is(documents));
  }

  @Test
  void emptyRootIsRefusedHoweverFewItsFilesWere() throws Exception {
    tree.writeNotes("a", 5);
    tree.build().commitTo(tree.index());
    long generation = tree.generation();
    delete("a", 5);

    RunSummary run = update();

    assertRefused(run, generation, 5);
    assertThat(run.reason(), containsString("is its disk mounted?"));
    assertThat(tree.removed(run), hasSize(5));
  }

  @Test
  void emptyRootBesideAFullOneIsRefused() throws Exception {
    tree.writeNotes("a", 3);
    Path other = Files.createDirectories(directory.resolve("other"));
    Files.writeString(other.resolve("only.txt"), "only one");
    TestBuild both = tree.buildWith(other);
    both.commitTo(tree.index());
    Files.delete(other.resolve("only.txt"));

    RunSummary run = tree.run(both.asUpdate());

    assertThat(run.verdict(), is(Verdict.REFUSED));
    assertThat(tree.removed(run), is(List.of("other:only.txt")));
  }

  @Test
  void sourceThatIsNotThereStopsTheRunBeforeItBegins() throws Exception {
    tree.writeNotes("a", 5);
    tree.build().commitTo(tree.index());
    Files.move(tree.root(), directory.resolve("elsewhere"));
    TestBuild asBefore = TestBuild.of(Inputs.AS_BEFORE).asUpdate();

    BuildRefusedException refused =
        assertThrows(
            BuildRefusedException.class, () -> Builds.start(asBefore.settings(tree.index())));

    assertThat(refused.getMessage(), containsString("source 'notes' is not there"));
    assertThat(refused.reason(), is(BuildRefusedException.Reason.ENVIRONMENT));
    assertThat(tree.documents(), is(5));
  }

  @Test
  void nineteenMayGoHoweverFewStay() throws Exception {
    tree.writeNotes("a", 20);
    tree.build().commitTo(tree.index());
    delete("a", 19);

    RunSummary run = update();

    assertThat(run.reason(), run.verdict(), is(Verdict.COMMITTED));
    assertThat(tree.count(run, RunCounters.REMOVED), is(19L));
    assertThat(tree.documents(), is(1));
  }

  @Test
  void fifthMayGoAndNotOneMore() throws Exception {
    tree.writeNotes("a", 100);
    tree.build().commitTo(tree.index());
    long generation = tree.generation();
    delete("a", 21);

    RunSummary refused = update();
    assertRefused(refused, generation, 100);
    assertThat(
        refused.reason(),
        is(
            "21 of the 100 files of source 'notes' are gone, more than 20 %; --max-removals 100 lets them go"));
    assertThat(tree.removed(refused), hasSize(21));
    assertThat(tree.removed(refused), hasItems("notes:a/note0.txt", "notes:a/note20.txt"));

    tree.write("a/note0.txt", "this is note number 0 of a");
    RunSummary allowed = update();
    assertThat(allowed.reason(), allowed.verdict(), is(Verdict.COMMITTED));
    assertThat(tree.documents(), is(80));
  }

  @Test
  void limitIsOfEachSourceAndNotOfAll() throws Exception {
    tree.writeNotes("a", 100);
    IndexedTree other = new IndexedTree(Files.createDirectories(directory.resolve("o")));
    other.writeNotes("b", 25);
    TestBuild both = tree.buildWith(other.root());
    both.commitTo(tree.index());
    for (int i = 0; i < 20; i++) {
      Files.delete(other.file("b/note" + i + ".txt"));
    }

    RunSummary run = tree.run(both.asUpdate());

    assertThat(run.verdict(), is(Verdict.REFUSED));
    assertThat(
        run.reason(),
        is(
            "20 of the 25 files of source 'other' are gone, more than 20 %; --max-removals 100 lets them go"));
  }

  @Test
  void droppedSourceIsARemoval() throws Exception {
    tree.writeNotes("a", 5);
    IndexedTree other = new IndexedTree(Files.createDirectories(directory.resolve("o")));
    other.writeNotes("b", 20);
    tree.buildWith(other.root()).commitTo(tree.index());

    RunSummary refused = update();
    assertThat(refused.verdict(), is(Verdict.REFUSED));
    assertThat(tree.removed(refused), hasSize(20));
    assertThat(tree.documents(), is(25));

    RunSummary allowed = tree.run(tree.update().with(ANY_REMOVAL));
    assertThat(allowed.verdict(), is(Verdict.COMMITTED));
    assertThat(tree.count(allowed, RunCounters.REMOVED), is(20L));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void narrowedFilterIsARemoval() throws Exception {
    tree.writeNotes("a", 10);
    tree.writeNotes("b", 30);
    tree.build().commitTo(tree.index());
    Filters onlyA = new Filters(List.of("a/**"), List.of(), false, false, OptionalLong.empty());

    RunSummary refused = tree.run(tree.update().withFilters(onlyA));
    assertThat(refused.verdict(), is(Verdict.REFUSED));
    assertThat(
        refused.reason(),
        is(
            "30 of the 40 files of source 'notes' are gone, more than 20 %; --max-removals 100 lets them go"));

    RunSummary allowed = tree.run(tree.update().withFilters(onlyA).with(ANY_REMOVAL));
    assertThat(allowed.verdict(), is(Verdict.COMMITTED));
    tree.assertEqualsFresh(tree.build().withFilters(onlyA));
  }

  @Test
  void listingThatIsPartialRemovesNothingOfItsSource() throws Exception {
    tree.writeNotes("a", 4);
    tree.writeNotes("b", 6);
    IndexedTree other = new IndexedTree(Files.createDirectories(directory.resolve("o")));
    other.writeNotes("c", 3);
    TestBuild both = tree.buildWith(other.root());
    both.commitTo(tree.index());
    Files.delete(tree.file("a/note0.txt"));
    Files.delete(other.file("c/note0.txt"));

    RunSummary run = withoutDirectory("b", both.asUpdate());

    assertThat(run.reason(), run.verdict(), is(Verdict.COMMITTED));
    assertThat(run.unreadableDirectories(), is(1L));
    assertThat(tree.count(run, RunCounters.KEPT), is(7L));
    assertThat(tree.removed(run), is(List.of("other:c/note0.txt")));
    assertThat(tree.documents(), is(12));
  }

  @Test
  void listingThatIsPartialRemovesNothingWhereAllIsWrittenAnew() throws Exception {
    tree.writeNotes("a", 4);
    tree.writeNotes("b", 6);
    tree.build().commitTo(tree.index());

    RunSummary run = withoutDirectory("b", tree.update().withAnalyzer("english"));

    assertThat(run.reason(), run.verdict(), is(Verdict.COMMITTED));
    assertThat(tree.count(run, RunCounters.KEPT), is(6L));
    tree.assertEqualsFresh(tree.build().withAnalyzer("english"));
  }

  /** Runs while a directory of the tree is away from when it was seen until it was to be listed. */
  private RunSummary withoutDirectory(String name, TestBuild run) throws Exception {
    Path away = directory.resolve("away");
    try (ReachedPoints points =
        new ReachedPoints("discover.listed-directory", () -> Files.move(tree.file(name), away))) {
      // One thread lists the sources in their order, so that the first directory is the tree's.
      return tree.run(run.withParallelism(1));
    } finally {
      Files.move(away, tree.file(name));
    }
  }

  @Test
  void removalsAreLimitedWhereTheAnalyserChangesToo() throws Exception {
    tree.writeNotes("a", 40);
    tree.build().commitTo(tree.index());
    long generation = tree.generation();
    delete("a", 30);

    assertRefused(tree.run(tree.update().withAnalyzer("english")), generation, 40);
  }

  @Test
  void emptyRootIsRefusedWhereAnotherProgramChangedTheIndexToo() throws Exception {
    tree.writeNotes("a", 5);
    tree.build().commitTo(tree.index());
    ForeignWriter.commit(tree.index());
    long generation = tree.generation();
    delete("a", 5);

    RunSummary run = update();

    assertRefused(run, generation, 5);
    assertThat(run.reason(), containsString("is its disk mounted?"));
  }
}
