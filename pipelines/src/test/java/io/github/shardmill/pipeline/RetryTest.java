package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.Outcome;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that try exceptions again do that and nothing else. */
class RetryTest {
  private static final String BROKEN = "%PDF-1.4 and nothing else";
  private static final int SHORT = 20;
  private static final Extraction CUTTING =
      new Extraction(SHORT, Extraction.DEFAULT.parseTimeout());
  private static final Extraction HASTY =
      new Extraction(Extraction.DEFAULT.maxTextCharacters(), Duration.ofMillis(1));

  /** A tree for each test, so that all of them grow old enough at the same time. */
  private static final Deque<IndexedTree> TREES = new ArrayDeque<>();

  private static final int TESTS = 13;

  @TempDir private static Path directory;
  private IndexedTree tree;

  @BeforeAll
  static void makeTrees() throws IOException {
    for (int i = 0; i < TESTS; i++) {
      IndexedTree tree = new IndexedTree(directory.resolve("test" + i));
      tree.write("a.txt", "all is well");
      tree.write("b.txt", "that too");
      tree.write("broken.pdf", BROKEN);
      tree.write("long.txt", "longer than any text may be here");
      tree.write("worse.pdf", "%PDF-1.7 and even less");
      TREES.add(tree);
    }
  }

  @BeforeEach
  void takeTree() {
    tree = TREES.remove();
  }

  private void build() throws IOException, InterruptedException {
    tree.awaitTrustInFiles();
    tree.build().withExtraction(CUTTING).commitTo(tree.index());
  }

  private TestBuild retry(Outcome... outcomes) {
    return retry(new ExceptionSelection(Set.of(outcomes), Set.of()));
  }

  private TestBuild retry(ExceptionSelection selection) {
    return tree.build()
        .withExtraction(CUTTING)
        .with(Continuation.retrying(selection, RemovalLimit.DEFAULT));
  }

  private TestBuild update() {
    return tree.update().withExtraction(CUTTING);
  }

  @Test
  void filesOfAnOutcomeAreParsedAgainInOneCommit() throws Exception {
    build();
    long generation = tree.generation();
    LogicalDigest digest = IndexFacts.digest(tree.index());

    RunSummary run;
    try (ReachedPoints points = new ReachedPoints()) {
      run = retry(Outcome.CORRUPT).commitTo(tree.index());
      assertThat(points.count(ReachedPoints.FILE), is(2));
      assertThat(points.count(ReachedPoints.PARSE), is(2));
    }

    assertThat(run.files().failed(), is(2L));
    assertThat(run.files().indexed(), is(0L));
    assertThat(run.files().unchanged(), is(3L));
    assertThat(tree.generation(), is(generation + 1));
    assertThat(IndexFacts.digest(tree.index()), is(digest));
  }

  @Test
  void allThatAreNotGoodAreTriedWhereNobodyNamesAnOutcome() throws Exception {
    build();

    RunSummary run = retry(ExceptionSelection.ALL).commitTo(tree.index());

    assertThat(run.files().failed(), is(2L));
    assertThat(run.files().indexed(), is(1L));
    assertThat(run.changes().reused(), is(0L));
  }

  @Test
  void textThatWasCutIsReadAgain() throws Exception {
    build();
    assertThat(tree.value("long.txt", FileSchema.OUTCOME), is("TRUNCATED"));

    retry(Outcome.TRUNCATED).withExtraction(Extraction.DEFAULT).commitTo(tree.index());

    assertThat(tree.value("long.txt", FileSchema.OUTCOME), is("OK"));
    assertThat(
        tree.value("long.txt", FileSchema.CONTENT).toString(), containsString("may be here"));
  }

  @Test
  void filesThatAreNotDueAreTriedAllTheSame() throws Exception {
    tree.write("big.html", "<html><body>" + "<p>word <b>more</b></p>".repeat(200_000));
    tree.awaitTrustInFiles();
    tree.build().withExtraction(HASTY).commitTo(tree.index());
    tree.update().withExtraction(HASTY).commitTo(tree.index());
    assertThat(tree.value("big.html", FileSchema.ATTEMPTS), is(2L));
    assertThat(tree.run(tree.update().withExtraction(HASTY)).verdict(), is(Verdict.UNCHANGED));

    retry(Outcome.TIMED_OUT).withExtraction(HASTY).commitTo(tree.index());
    assertThat(tree.value("big.html", FileSchema.ATTEMPTS), is(3L));
    retry(Outcome.TIMED_OUT).withExtraction(Extraction.DEFAULT).commitTo(tree.index());

    assertThat(tree.value("big.html", FileSchema.OUTCOME), is("OK"));
    assertThat(tree.values("big.html").containsKey(FileSchema.ATTEMPTS), is(false));
  }

  @Test
  void whatElseHappenedIsLeftToTheNextUpdate() throws Exception {
    build();
    tree.write("new.txt", "never seen");
    tree.write("a.txt", "all is well, and longer");
    Files.delete(tree.file("b.txt"));

    RunSummary run = retry(Outcome.CORRUPT).commitTo(tree.index());

    assertThat(run.files().discovered(), is(5L));
    assertThat(run.files().unchanged(), is(1L));
    assertThat(run.changes().postponed(), is(2L));
    assertThat(run.changes().removed(), is(0L));
    assertThat(tree.removed(run), is(empty()));
    assertThat(tree.value("a.txt", FileSchema.CONTENT), is("all is well\n"));
    assertThat(tree.values("b.txt"), is(not(Map.of())));
    assertThat(tree.values("new.txt"), is(Map.of()));

    RunSummary update = update().commitTo(tree.index());
    assertThat(update.files().indexed(), is(2L));
    assertThat(update.changes().removed(), is(1L));
    tree.assertEqualsFresh(tree.build().withExtraction(CUTTING));
  }

  @Test
  void editThatNobodyCanSeeIsFoundByTheNextUpdate() throws Exception {
    build();
    tree.write("a.txt", "all is evil");
    IndexedTree.awaitTrust();

    retry(Outcome.CORRUPT).commitTo(tree.index());
    assertThat(tree.value("a.txt", FileSchema.CONTENT), is("all is well\n"));
    update().commitTo(tree.index());

    assertThat(tree.value("a.txt", FileSchema.CONTENT), is("all is evil\n"));
  }

  @Test
  void fileThatIsGoneIsRemoved() throws Exception {
    build();
    Files.delete(tree.file("broken.pdf"));
    Files.delete(tree.file("b.txt"));

    RunSummary run = retry(Outcome.CORRUPT).commitTo(tree.index());

    assertThat(run.changes().removed(), is(1L));
    assertThat(tree.removed(run), contains("notes:broken.pdf"));
    assertThat(tree.values("broken.pdf"), is(Map.of()));
    assertThat(tree.values("b.txt"), is(not(Map.of())));
  }

  @Test
  void tooManyFilesThatAreGoneAreRefused() throws Exception {
    for (int i = 0; i < 25; i++) {
      tree.write("more/" + i + ".pdf", BROKEN + i);
    }
    build();
    long generation = tree.generation();
    for (int i = 0; i < 25; i++) {
      Files.delete(tree.file("more/" + i + ".pdf"));
    }

    RunSummary run = tree.run(retry(Outcome.CORRUPT));

    assertThat(run.verdict(), is(Verdict.REFUSED));
    assertThat(run.reason(), containsString("25 of the 30 files of source 'notes' are gone"));
    assertThat(tree.generation(), is(generation));
  }

  @Test
  void othersThatAreGoneRefuseNothing() throws Exception {
    tree.writeNotes("more", 25);
    build();
    for (int i = 0; i < 25; i++) {
      Files.delete(tree.file("more/note" + i + ".txt"));
    }

    RunSummary run = retry(Outcome.CORRUPT).commitTo(tree.index());

    assertThat(run.files().failed(), is(2L));
    assertThat(tree.documents(), is(30));
  }

  @Test
  void filesOfOtherSourcesAreLeftAlone() throws Exception {
    Path other = Files.createDirectory(directory.resolve("other"));
    Files.writeString(other.resolve("broken.pdf"), BROKEN);
    TestBuild both = tree.buildWith(other).withExtraction(CUTTING);
    both.commitTo(tree.index());
    ExceptionSelection selection = new ExceptionSelection(Set.of(Outcome.CORRUPT), Set.of("other"));

    RunSummary run =
        both.with(Continuation.retrying(selection, RemovalLimit.DEFAULT)).commitTo(tree.index());

    assertThat(run.files().failed(), is(1L));
    assertThat(run.files().unchanged(), is(5L));
  }

  @Test
  void nothingToTryAgainIsNoCommit() throws Exception {
    build();
    long generation = tree.generation();

    RunSummary run = tree.run(retry(Outcome.ENCRYPTED));

    assertThat(run.verdict(), is(Verdict.UNCHANGED));
    assertThat(tree.generation(), is(generation));
  }

  @Test
  void indexThatHasToBeBuiltAgainIsUpdatedFirst() throws Exception {
    build();
    TestBuild run = retry(Outcome.CORRUPT).withAnalyzer("english");

    BuildRefusedException refused = assertThrows(BuildRefusedException.class, () -> tree.run(run));

    assertThat(refused.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(
        refused.getMessage(),
        is(
            "fields or analysers changed: the index is built again from its own text first, by"
                + " 'shardmill update'; then try files again"));
  }

  @Test
  void recordSaysWhatWasTriedAgain() throws Exception {
    build();
    RunSummary run = retry(Outcome.CRASHED, Outcome.CORRUPT).commitTo(tree.index());
    assertThat(
        tree.record(run).path("options").path("retry").toString(),
        is("{\"outcomes\":[\"CORRUPT\",\"CRASHED\"],\"sources\":[]}"));
  }
}
