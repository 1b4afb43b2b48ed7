package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that failed do not stay failed because they did not change, and are not tried in vain. */
class FailedFilesTest {
  private static final String TEXT = "back again";
  private static final Extraction HASTY =
      new Extraction(Extraction.DEFAULT.maxTextCharacters(), Duration.ofMillis(1));
  private static final Continuation NO_RETRY =
      new Continuation(true, false, false, Retry.NONE, false, RemovalLimit.DEFAULT);

  /** Trees of one large file, which grow old enough at the same time. */
  private static final Deque<IndexedTree> LARGE = new ArrayDeque<>();

  private static final int TESTS_OF_LARGE = 4;

  @TempDir private static Path common;
  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeAll
  static void makeLargeTrees() throws IOException {
    for (int i = 0; i < TESTS_OF_LARGE; i++) {
      IndexedTree large = new IndexedTree(common.resolve("test" + i));
      writeBig(large, "");
      LARGE.add(large);
    }
  }

  @BeforeEach
  void makeTree() throws IOException {
    tree = new IndexedTree(directory);
  }

  private Object outcome(String path) throws IOException {
    return tree.value(path, FileSchema.OUTCOME);
  }

  private Object attempts(String path) throws IOException {
    return tree.value(path, FileSchema.ATTEMPTS);
  }

  /** Builds while something is done to a file between listing and opening it. */
  private void buildWhile(ReachedPoints meanwhile) throws Exception {
    try (meanwhile) {
      tree.build().commitTo(tree.index());
    }
  }

  @Test
  void vanishedFileIsIndexedWhenItIsThereAgain() throws Exception {
    tree.write("a.txt", TEXT);
    buildWhile(
        new ReachedPoints(ReachedPoints.FILE, () -> Files.deleteIfExists(tree.file("a.txt"))));
    assertThat(outcome("a.txt"), is("VANISHED"));

    tree.write("a.txt", TEXT);
    RunSummary run = tree.update().commitTo(tree.index());

    assertThat(run.files().indexed(), is(1L));
    assertThat(outcome("a.txt"), is("OK"));
    assertThat(tree.values("a.txt").containsKey(FileSchema.ATTEMPTS), is(false));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void unreadableFileIsIndexedWhenItCanBeRead() throws Exception {
    tree.write("a.txt", TEXT);
    buildWhile(
        new ReachedPoints(
            ReachedPoints.FILE,
            () -> {
              Files.delete(tree.file("a.txt"));
              return Files.createDirectory(tree.file("a.txt"));
            }));
    assertThat(outcome("a.txt"), is("UNREADABLE"));
    assertThat(attempts("a.txt"), is(1L));

    Files.delete(tree.file("a.txt"));
    tree.write("a.txt", TEXT);
    tree.update().commitTo(tree.index());

    assertThat(outcome("a.txt"), is("OK"));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void fileThatTookTooLongIsTriedAtOnceAndThenLessOften() throws Exception {
    buildHastily();
    assertThat(attempts("big.html"), is(1L));

    RunSummary second = tree.run(tree.update().withExtraction(HASTY));
    assertThat(second.verdict(), is(Verdict.COMMITTED));
    assertThat(second.files().failed(), is(1L));
    assertThat(outcome("big.html"), is("TIMED_OUT"));
    assertThat(attempts("big.html"), is(2L));

    RunSummary third = tree.run(tree.update().withExtraction(HASTY));
    assertThat(third.verdict(), is(Verdict.UNCHANGED));
    assertThat(third.files().unchanged(), is(1L));
    assertThat(attempts("big.html"), is(2L));
  }

  @Test
  void fileThatTookTooLongIsIndexedWithMoreTime() throws Exception {
    buildHastily();
    tree.update().commitTo(tree.index());
    assertThat(outcome("big.html"), is("OK"));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void failuresAreLeftAloneWhereSomebodySaysSo() throws Exception {
    buildHastily();
    RunSummary run = tree.run(tree.update().with(NO_RETRY));
    assertThat(run.files().unchanged(), is(1L));
    assertThat(run.documents(), is(0L));
    assertThat(outcome("big.html"), is("TIMED_OUT"));
  }

  @Test
  void fileThatChangedAfterItFailedIsTriedForTheFirstTime() throws Exception {
    buildHastily();
    writeBig(tree, "and more");
    tree.update().withExtraction(HASTY).commitTo(tree.index());
    assertThat(attempts("big.html"), is(1L));
  }

  @Test
  void corruptFileIsNotParsedAgainUntilItChanges() throws Exception {
    tree.write("a.txt", TEXT);
    tree.write("broken.pdf", "%PDF-1.4 and nothing else");
    IndexedTree.awaitTrust();
    tree.build().commitTo(tree.index());
    assertThat(outcome("broken.pdf"), is("CORRUPT"));

    try (ReachedPoints points = new ReachedPoints()) {
      assertThat(tree.run(tree.update()).verdict(), is(Verdict.UNCHANGED));
      assertThat(points.count(ReachedPoints.PARSE), is(0));
    }
    tree.write("broken.pdf", "%PDF-1.4 and nothing else at all");
    assertThat(tree.parserCalls(tree.update()), is(1));
  }

  @Test
  void bytesThatWereBrokenUnderAnotherNameAreParsed() throws Exception {
    tree.write("broken.pdf", "%PDF-1.4 and nothing else");
    tree.build().commitTo(tree.index());
    Files.move(tree.file("broken.pdf"), tree.file("moved.pdf"));
    tree.write("other.txt", TEXT);

    assertThat(tree.parserCalls(tree.update()), is(2));

    assertThat(tree.values("broken.pdf"), is(Map.of()));
    tree.assertEqualsFresh(tree.build());
  }

  /** Builds an index of one file that no parser gets through in a millisecond. */
  private void buildHastily() throws Exception {
    tree = LARGE.remove();
    tree.awaitTrustInFiles();
    tree.build().withExtraction(HASTY).commitTo(tree.index());
    assertThat(outcome("big.html"), is("TIMED_OUT"));
  }

  private static void writeBig(IndexedTree tree, String more) throws IOException {
    tree.write("big.html", "<html><body>" + "<p>word <b>more</b></p>".repeat(200_000) + more);
  }
}
