package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a parser gave once is not asked for again; proved by counting calls of parsers. */
class ReusedTextTest {
  private static final int NOTES = 12;
  private static final Continuation FRESH =
      new Continuation(false, true, false, Retry.DUE, false, RemovalLimit.DEFAULT);
  private static final Continuation CHECKSUM =
      new Continuation(true, false, true, Retry.DUE, false, RemovalLimit.DEFAULT);

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeEach
  void buildAnIndex() throws Exception {
    tree = new IndexedTree(directory);
    tree.writeNotes("a", NOTES);
    assertThat(tree.parserCalls(tree.build()), is(NOTES));
  }

  @Test
  void fullRebuildParsesNothingThatIsUnchanged() throws Exception {
    LogicalDigest before = IndexFacts.digest(tree.index());
    assertThat(tree.parserCalls(tree.build()), is(0));
    assertThat(IndexFacts.digest(tree.index()), is(before));
  }

  @Test
  void fullRebuildOfTrustedFilesOpensNone() throws Exception {
    IndexedTree.awaitTrust();
    tree.build().commitTo(tree.index());
    LogicalDigest before = IndexFacts.digest(tree.index());
    try (ReachedPoints points = new ReachedPoints()) {
      RunSummary run = tree.build().commitTo(tree.index());
      assertThat(points.count(ReachedPoints.FILE), is(0));
      assertThat(run.files().unchanged(), is((long) NOTES));
    }
    assertThat(IndexFacts.digest(tree.index()), is(before));
  }

  @Test
  void fullRebuildWithAnotherAnalyserParsesNothing() throws Exception {
    TestBuild english = tree.build().withAnalyzer("english");
    assertThat(tree.parserCalls(english), is(0));
    tree.assertEqualsFresh(english);
  }

  @Test
  void freshRebuildParsesEverything() throws Exception {
    LogicalDigest before = IndexFacts.digest(tree.index());
    assertThat(tree.parserCalls(tree.build().with(FRESH)), is(NOTES));
    assertThat(IndexFacts.digest(tree.index()), is(before));
  }

  @Test
  void checksumReadsEverythingAndParsesNothing() throws Exception {
    IndexedTree.awaitTrust();
    tree.run(tree.update());
    try (ReachedPoints points = new ReachedPoints()) {
      RunSummary run = tree.run(tree.update().with(CHECKSUM));
      assertThat(points.count(ReachedPoints.FILE), is(NOTES));
      assertThat(points.count(ReachedPoints.PARSE), is(0));
      assertThat(run.files().unchanged(), is((long) NOTES));
    }
  }

  @Test
  void checksumFindsWhatSizeAndTimeHide() throws Exception {
    tree.write("a/note3.txt", "THIS IS NOTE NUMBER 3 OF A");
    assertThat(tree.parserCalls(tree.update().with(CHECKSUM)), is(1));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void touchedFileIsNotParsedAndHasItsNewTime() throws Exception {
    FileTime now = FileTime.from(Instant.parse("2024-05-06T07:08:09Z"));
    Files.setLastModifiedTime(tree.file("a/note3.txt"), now);
    assertThat(tree.parserCalls(tree.update()), is(0));
    assertThat(tree.value("a/note3.txt", FileSchema.MODIFIED), is(now.toMillis()));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void movedCopiedAndRenamedFilesTakeTheirTextFromTheIndex() throws Exception {
    Files.createDirectories(tree.file("b"));
    Files.move(tree.file("a/note1.txt"), tree.file("b/note1.txt"));
    Files.copy(tree.file("a/note2.txt"), tree.file("b/note2.txt"));
    Files.move(tree.file("a/note3.txt"), tree.file("a/other.txt"));
    RunSummary[] run = new RunSummary[1];
    try (ReachedPoints points = new ReachedPoints()) {
      run[0] = tree.update().commitTo(tree.index());
      assertThat(points.count(ReachedPoints.PARSE), is(0));
    }
    assertThat(tree.count(run[0], RunCounters.REUSED), is(3L));
    assertThat(tree.count(run[0], RunCounters.REMOVED), is(2L));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void fileWithAnotherEndingIsParsed() throws Exception {
    Files.move(tree.file("a/note1.txt"), tree.file("a/note1.html"));
    assertThat(tree.parserCalls(tree.update()), is(1));
    assertThat(tree.value("a/note1.html", FileSchema.CONTENT_TYPE), is("text/html"));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void renamedNoteWithoutHeadingIsCalledByItsNewName() throws Exception {
    tree.write("a/plan.md", "just text\n");
    tree.update().commitTo(tree.index());
    assertThat(tree.value("a/plan.md", FileSchema.TITLE), is("plan"));
    Files.move(tree.file("a/plan.md"), tree.file("a/idea.md"));
    tree.update().commitTo(tree.index());
    assertThat(tree.value("a/idea.md", FileSchema.TITLE), is("idea"));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void renamedNoteWithHeadingIsNotParsed() throws Exception {
    tree.write("a/plan.md", "# The great plan\n\njust text\n");
    tree.update().commitTo(tree.index());
    Files.move(tree.file("a/plan.md"), tree.file("a/idea.md"));
    assertThat(tree.parserCalls(tree.update()), is(0));
    assertThat(tree.value("a/idea.md", FileSchema.TITLE), is("The great plan"));
    tree.assertEqualsFresh(tree.build());
  }

  @Test
  void updateWithAnotherAnalyserRebuildsFromOwnTextAndSaysSo() throws Exception {
    TestBuild english = tree.update().withAnalyzer("english");
    try (ReachedPoints points = new ReachedPoints()) {
      BuildRun run = Builds.start(english.settings(tree.index()));
      assertThat(run.notice(), startsWith("fields or analysers changed"));
      assertThat(run.await().verdict(), is(RunSummary.Verdict.COMMITTED));
      assertThat(points.count(ReachedPoints.PARSE), is(0));
    }
    tree.assertEqualsFresh(tree.build().withAnalyzer("english"));
  }

  @Test
  void raisedLimitReadsAgainWhatItCut() throws Exception {
    tree.write("b/long.txt", "x".repeat(200));
    tree.write("b/longer.txt", "y".repeat(300));
    tree.update().withExtraction(limit(100)).commitTo(tree.index());
    assertThat(tree.value("b/long.txt", FileSchema.OUTCOME), is("TRUNCATED"));

    assertThat(tree.parserCalls(tree.update().withExtraction(limit(250))), is(2));
    assertThat(tree.value("b/long.txt", FileSchema.OUTCOME), is("OK"));
    assertThat(tree.value("b/longer.txt", FileSchema.OUTCOME), is("TRUNCATED"));
    tree.assertEqualsFresh(tree.build().withExtraction(limit(250)));
  }

  @Test
  void loweredLimitReadsAgainWhatIsLonger() throws Exception {
    tree.write("b/long.txt", "x".repeat(200));
    tree.write("b/longer.txt", "y".repeat(300));
    tree.update().commitTo(tree.index());

    assertThat(tree.parserCalls(tree.update().withExtraction(limit(250))), is(1));
    tree.assertEqualsFresh(tree.build().withExtraction(limit(250)));
  }

  @Test
  void sameBytesUnderAnotherRootAreNotTakenOnTrust() throws Exception {
    IndexedTree other = new IndexedTree(Files.createDirectory(directory.resolve("other")));
    other.writeNotes("a", NOTES);
    other.write("a/note3.txt", "THIS IS NOTE NUMBER 3 OF A");
    IndexedTree.awaitTrust();
    tree.build().commitTo(tree.index());

    assertThat(tree.parserCalls(other.update()), is(1));
    tree.assertEqualsFresh(other.build());
  }

  private static Extraction limit(int characters) {
    return new Extraction(characters, Extraction.DEFAULT.parseTimeout());
  }
}
