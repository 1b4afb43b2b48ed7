package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexSearch;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with the same bytes are one document, whatever becomes of each of them. */
class CollapseTest {
  private static final String TEXT = "barley for the mill";

  @TempDir private Path directory;
  private IndexedTree tree;

  @BeforeEach
  void indexThreeCopiesAndOthers() throws Exception {
    tree = new IndexedTree(directory);
    tree.write("a/first.txt", TEXT);
    tree.write("b/second.txt", TEXT);
    tree.write("c/third.txt", TEXT);
    tree.write("d/same length.txt", TEXT.toUpperCase(java.util.Locale.ROOT));
    tree.write("empty1.txt", "");
    tree.write("empty2.txt", "");
    IndexedTree.awaitTrust();
    assertThat(tree.parserCalls(collapsing(tree.build())), is(2));
  }

  private static TestBuild collapsing(TestBuild build) {
    return build.withFilters(Filters.NONE.withDuplicates(Duplicates.COLLAPSE));
  }

  @Test
  void oneDocumentNamesAllPlaces() throws Exception {
    assertThat(
        tree.values("a/first.txt").get(FileSchema.LOCATION),
        contains("notes:b/second.txt", "notes:c/third.txt"));
    assertThat(tree.value("a/first.txt", FileSchema.DUPLICATES), is(2L));
    assertThat(tree.value("c/third.txt", FileSchema.DUPLICATE_OF), is("notes:a/first.txt"));
    assertThat(tree.values("c/third.txt").get(FileSchema.CONTENT), is((Object) null));
    assertThat(
        tree.value("c/third.txt", FileSchema.SHA256),
        is(tree.value("a/first.txt", FileSchema.SHA256)));
  }

  @Test
  void itIsFoundOnceByTheWordsAndPlacesOfAll() throws Exception {
    assertThat(
        found("content:barley"),
        containsInAnyOrder("notes:a/first.txt", "notes:d/same length.txt"));
    assertThat(found("name:third"), contains("notes:c/third.txt"));
    assertThat(found("content:barley AND path:\"b/second.txt\""), contains("notes:a/first.txt"));
    assertThat(found("size:" + TEXT.length()).size(), is(2));
  }

  @Test
  void everyFileIsCounted() throws Exception {
    RunSummary again = tree.run(collapsing(tree.build()).with(fresh()));
    assertThat(again.files().discovered(), is(6L));
    assertThat(again.files().indexed(), is(4L));
    assertThat(again.files().duplicates(), is(2L));
  }

  private static Continuation fresh() {
    return new Continuation(false, true, false, Retry.DUE, false, RemovalLimit.DEFAULT);
  }

  @Test
  void updateWithoutChangesChangesNothing() throws Exception {
    assertThat(tree.run(update()).verdict(), is(Verdict.UNCHANGED));
  }

  @Test
  void nextFileTakesOverWithoutBeingParsed() throws Exception {
    Files.delete(tree.file("a/first.txt"));
    assertThat(tree.parserCalls(update()), is(0));
    assertThat(tree.value("b/second.txt", FileSchema.DUPLICATES), is(1L));
    assertThat(tree.value("c/third.txt", FileSchema.DUPLICATE_OF), is("notes:b/second.txt"));
    assertThat(found("content:barley"), hasItems("notes:b/second.txt"));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void copyThatGoesLeavesTheOthers() throws Exception {
    Files.delete(tree.file("b/second.txt"));
    tree.run(update());
    assertThat(tree.values("a/first.txt").get(FileSchema.LOCATION), contains("notes:c/third.txt"));
    assertThat(found("name:second"), is(empty()));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void copyThatIsWrittenToIsADocumentOfItsOwn() throws Exception {
    tree.write("b/second.txt", "rye and spelt");
    tree.run(update());
    assertThat(found("content:spelt"), contains("notes:b/second.txt"));
    assertThat(tree.value("a/first.txt", FileSchema.DUPLICATES), is(1L));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void fileThatComesFirstTakesOver() throws Exception {
    tree.write("a/earlier.txt", TEXT);
    assertThat(tree.parserCalls(update()), is(0));
    assertThat(tree.value("a/earlier.txt", FileSchema.DUPLICATES), is(3L));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void lastOfThemIsAnOrdinaryDocumentAgain() throws Exception {
    Files.delete(tree.file("a/first.txt"));
    Files.delete(tree.file("b/second.txt"));
    tree.run(update());
    assertThat(tree.values("c/third.txt").get(FileSchema.DUPLICATES), is((Object) null));
    assertThat(tree.values("c/third.txt").get(FileSchema.DUPLICATE_OF), is((Object) null));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void updateTurnsAnIndexIntoTheOtherKindAndBack() throws Exception {
    for (Duplicates wanted : List.of(Duplicates.INDEX, Duplicates.COLLAPSE)) {
      Filters filters = Filters.NONE.withDuplicates(wanted);
      assertThat(tree.parserCalls(tree.update().withFilters(filters)), is(0));
      tree.assertEqualsFresh(tree.build().withFilters(filters));
    }
  }

  @Test
  void familyIsCollapsedAsAWhole() throws Exception {
    zip("one.zip");
    Files.copy(tree.file("one.zip"), tree.file("two.zip"));
    tree.run(update());
    assertThat(found("content:oats"), contains("notes:one.zip!/oats.txt"));
    Files.delete(tree.file("one.zip"));
    assertThat(tree.parserCalls(update()), is(0));
    assertThat(found("content:oats"), contains("notes:two.zip!/oats.txt"));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  private void zip(String name) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(tree.file(name)))) {
      zip.putNextEntry(new ZipEntry("oats.txt"));
      zip.write("oats".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  @Test
  void filesThatFailStandForNothing() throws Exception {
    String broken = "%PDF-1.7 broken";
    tree.write("broken1.pdf", broken);
    tree.write("broken2.pdf", broken);
    RunSummary summary = tree.run(update());
    assertThat(summary.files().failed(), is(2L));
    assertThat(tree.values("broken2.pdf").get(FileSchema.DUPLICATE_OF), is((Object) null));
    tree.assertEqualsFresh(collapsing(tree.build()));
  }

  @Test
  void otherSourcesAreNamedToo() throws Exception {
    Path other = Files.createDirectory(directory.resolve("others"));
    Files.writeString(other.resolve("fourth.txt"), TEXT);
    TestBuild both = collapsing(tree.buildWith(other));
    tree.run(both.asUpdate());
    assertThat(
        tree.values("a/first.txt").get(FileSchema.SOURCE), containsInAnyOrder("notes", "other"));
    assertThat(found("content:barley AND source:other"), contains("notes:a/first.txt"));
    tree.assertEqualsFresh(both);
  }

  @Test
  void indexIsSound() throws Exception {
    assertThat(
        IndexVerification.verify(tree.index(), ReadProgress.NONE).findings().stream()
            .filter(finding -> !finding.ok())
            .toList(),
        is(empty()));
  }

  private TestBuild update() {
    return collapsing(tree.update());
  }

  /** Returns the ids that a search for the best hit of the same bytes gives. */
  private List<String> found(String query) throws Exception {
    try (CommittedIndex committed = CommittedIndex.open(tree.index());
        IndexSearch search = new IndexSearch(committed)) {
      return search.search(SearchRequest.of(query).withUnique(FileSchema.SHA256)).hits().stream()
          .map(SearchResult.Hit::id)
          .toList();
    }
  }
}
