package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.read.UnreadableIndexException.Reason;
import io.github.shardmill.index.schema.FieldKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexDeletionPolicy;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommittedIndexTest {
  private static final IndexDeletionPolicy KEEP_ALL = NoDeletionPolicy.INSTANCE;

  @TempDir private Path dir;

  private void build() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:a", "alpha beta")).add(document("n:b", "beta")).commit();
    }
  }

  private UnreadableIndexException refuse(Path path) {
    UnreadableIndexException e =
        assertThrows(UnreadableIndexException.class, () -> CommittedIndex.open(path));
    assertThat(e.getMessage(), containsString(path.toString()));
    assertThat(e.getMessage(), not(containsString("\n")));
    return e;
  }

  @Test
  void opensTheLastCommitWithItsSchema() throws IOException {
    build();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      assertThat(index.origin(), is(CommitOrigin.SHARDMILL));
      assertThat(index.schema(), is(IndexFixture.SCHEMA));
      assertThat(index.data().orElseThrow().token(), is(IndexFixture.RUN));
      assertThat(index.reader().numDocs(), is(2));
      assertThat(index.notice().isPresent(), is(false));
    }
  }

  @Test
  void opensARetainedCommit() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir, IndexFixture.SCHEMA, KEEP_ALL)) {
      fixture.add(document("n:a", "alpha")).commit();
      fixture.add(document("n:b", "beta")).commit();
    }
    try (CommittedIndex first = CommittedIndex.open(dir, 1);
        CommittedIndex last = CommittedIndex.open(dir, 2)) {
      assertThat(first.generation(), is(1L));
      assertThat(first.reader().numDocs(), is(1));
      assertThat(first.origin(), is(CommitOrigin.SHARDMILL));
      assertThat(last.reader().numDocs(), is(2));
    }
  }

  @Test
  void commitThatIsGoneIsNamedWithThoseThatAreThere() throws IOException {
    build();
    UnreadableIndexException e =
        assertThrows(UnreadableIndexException.class, () -> CommittedIndex.open(dir, 7));
    assertThat(e.reason(), is(Reason.NO_SUCH_COMMIT));
    assertThat(e.getMessage(), containsString(dir.toString()));
    assertThat(e.getMessage(), containsString("there is no generation 7 but 1"));
  }

  @Test
  void openingWritesNothing() throws IOException {
    build();
    List<String> before = names();
    CommittedIndex.open(dir).close();
    assertThat(names(), is(before));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.walk(dir)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void missingDirectoryIsNotCreated() {
    Path missing = dir.resolve("no/such");
    assertThat(refuse(missing).reason(), is(Reason.MISSING));
    assertThat(Files.exists(missing), is(false));
  }

  @Test
  void fileIsNotADirectory() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "text");
    assertThat(refuse(file).reason(), is(Reason.NOT_A_DIRECTORY));
  }

  @Test
  void emptyDirectoryIsNotAnIndex() {
    assertThat(refuse(dir).reason(), is(Reason.EMPTY));
  }

  @Test
  void directoryOfOtherFilesIsNotAnIndex() throws IOException {
    Files.writeString(dir.resolve("notes.txt"), "text");
    assertThat(refuse(dir).reason(), is(Reason.NOT_AN_INDEX));
  }

  @Test
  void indexUnderConstructionHasNothingCommitted() throws IOException {
    Files.createDirectories(dir.resolve("shardmill/work"));
    assertThat(refuse(dir).reason(), is(Reason.NOTHING_COMMITTED));
  }

  @Test
  void newerFormatOfTheCommitIsNamed() throws IOException {
    build();
    LuceneFiles.setFormatVersion(LuceneFiles.find(dir, "segments_", ""), 99);
    assertThat(refuse(dir).reason(), is(Reason.TOO_NEW));
  }

  @Test
  void indexOfTheNextLuceneMajorIsNamedWithItsVersion() throws IOException {
    build();
    LuceneFiles.setLuceneVersion(LuceneFiles.find(dir, "segments_", ""), "Lucene103", 10, 3, 1);
    UnreadableIndexException e = refuse(dir);
    assertThat(e.reason(), is(Reason.TOO_NEW));
    assertThat(e.getMessage(), containsString("Lucene 10.3.1"));
  }

  @Test
  void olderCodecIsNamedWithItsVersion() throws IOException {
    build();
    LuceneFiles.setLuceneVersion(LuceneFiles.find(dir, "segments_", ""), "Lucene850", 9, 1, 0);
    UnreadableIndexException e = refuse(dir);
    assertThat(e.reason(), is(Reason.TOO_OLD));
    assertThat(e.getMessage(), containsString("Lucene 9.1.0"));
  }

  @Test
  void olderFormatOfTheCommitIsNamed() throws IOException {
    build();
    LuceneFiles.setFormatVersion(LuceneFiles.find(dir, "segments_", ""), 1);
    assertThat(refuse(dir).reason(), is(Reason.TOO_OLD));
  }

  @Test
  void commitOfANewerShardmillIsTooNew() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:a", "alpha"));
      fixture.writer().setLiveCommitData(Map.of("shardmill.format", "99").entrySet());
      fixture.writer().commit();
    }
    UnreadableIndexException e = refuse(dir);
    assertThat(e.reason(), is(Reason.TOO_NEW));
    assertThat(e.getMessage(), containsString("format 99"));
  }

  @Test
  void shortenedCommitIsDamage() throws IOException {
    build();
    LuceneFiles.truncate(LuceneFiles.find(dir, "segments_", ""));
    assertThat(refuse(dir).reason(), is(Reason.DAMAGED));
  }

  @Test
  void alteredCommitIsDamage() throws IOException {
    build();
    Path segments = LuceneFiles.find(dir, "segments_", "");
    LuceneFiles.flipByte(segments, (int) Files.size(segments) / 2);
    assertThat(refuse(dir).reason(), is(Reason.DAMAGED));
  }

  @Test
  void missingSegmentFileIsDamage() throws IOException {
    build();
    Files.delete(LuceneFiles.find(dir, "_0", ".fdt"));
    UnreadableIndexException e = refuse(dir);
    assertThat(e.reason(), is(Reason.DAMAGED));
    assertThat(e.getMessage(), containsString("_0.fdt"));
  }

  @Test
  void commitOfAnotherProgramOnTopIsNoticed() throws IOException {
    build();
    commitAsAnotherProgram();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      assertThat(index.origin(), is(CommitOrigin.FOREIGN_ON_TOP));
      assertThat(index.notice().orElseThrow(), containsString("run " + IndexFixture.RUN));
      assertThat(index.schema(), is(IndexFixture.SCHEMA));
    }
  }

  private void commitAsAnotherProgram() throws IOException {
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Document document = new Document();
      document.add(new TextField("content", "gamma", Field.Store.YES));
      writer.addDocument(document);
    }
  }

  @Test
  void plainLuceneIndexCanBeSearchedAndInspectedByItsOwnFields() throws Exception {
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer =
            new IndexWriter(directory, new IndexWriterConfig(new StandardAnalyzer()))) {
      Document document = new Document();
      document.add(new TextField("body", "Gamma rays", Field.Store.YES));
      document.add(new StringField("sku", "X-1", Field.Store.YES));
      document.add(new LongPoint("price", 7));
      writer.addDocument(document);
    }
    try (CommittedIndex index = CommittedIndex.open(dir);
        IndexSearch search = new IndexSearch(index)) {
      assertThat(index.origin(), is(CommitOrigin.FOREIGN));
      assertThat(index.schema().field("body").kind(), is(FieldKind.TEXT));
      assertThat(index.schema().field("sku").kind(), is(FieldKind.KEYWORD));
      assertThat(index.schema().field("price").kind(), is(FieldKind.LONG));
      SearchResult result = search.search(SearchRequest.of("gamma AND price:[5 TO 9]"));
      assertThat(result.total(), is(1L));
      assertThat(result.hits().get(0).id(), is("#0"));
      assertThat(result.hits().get(0).fields(), is(Map.of("sku", "X-1")));
      IndexInspection inspection = IndexInspection.of(index);
      assertThat(inspection.documents(), is(1L));
      assertThat(inspection.lastRun() == null, is(true));
      assertThat(inspection.notice(), containsString("did not build"));
      assertThat(new ExceptionList(index).count(), is(0L));
    }
  }
}
