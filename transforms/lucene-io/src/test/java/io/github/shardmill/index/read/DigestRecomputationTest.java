package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.tests.analysis.CannedTokenStream;
import org.apache.lucene.tests.analysis.Token;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DigestRecomputationTest {
  private static final String TEXT = "The quick brown foxes, the brown bears";
  private static final long MODIFIED = 1_700_000_000_000L;

  @TempDir private Path dir;

  private static IndexDocument.Builder original() {
    return document("n:a", TEXT)
        .add("title", "Foxes")
        .add("keywords", "red")
        .add("keywords", "brown");
  }

  private RecomputedDigest recompute(IndexSchema schema) throws IOException {
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      return new DigestRecomputation(index.reader(), schema, ReadProgress.NONE).recompute();
    }
  }

  private LogicalDigest digestOf(Path index, IndexSchema schema, IndexDocument.Builder... all)
      throws IOException {
    try (IndexFixture fixture = new IndexFixture(index, schema)) {
      for (IndexDocument.Builder document : all) {
        fixture.add(document);
      }
      fixture.commit();
    }
    try (CommittedIndex committed = CommittedIndex.open(index)) {
      return DigestRecomputation.of(committed, ReadProgress.NONE).digest();
    }
  }

  @Test
  void recomputesWhatWasDigestedWhileIndexing() throws IOException {
    LogicalDigest indexed;
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .add(original())
          .add(document("n:ä\uD83D\uDE00", "müller \uD83D\uDE00 straße"))
          .add(IndexDocument.withId("n:empty"))
          .endSegment()
          .add(document("n:c", "other").add("outcome", "CRASHED"))
          .commit();
      indexed = fixture.digest();
    }
    RecomputedDigest recomputed = recompute(IndexFixture.SCHEMA);
    assertThat(recomputed.digest(), is(indexed));
    assertThat(recomputed.documents(), is(4L));
    assertThat(recomputed.compared(), is(4L));
    assertThat(recomputed.differing(), is(0L));
    assertThat(recomputed.deviations(), is(empty()));
  }

  @Test
  void deletedDocumentsDoNotCount() throws IOException {
    LogicalDigest kept = digestOf(dir.resolve("kept"), IndexFixture.SCHEMA, original());
    Path other = dir.resolve("other");
    try (IndexFixture fixture = new IndexFixture(other)) {
      fixture.add(document("n:0", TEXT)).add(original()).add(document("n:z", "brown"));
      fixture.writer().deleteDocuments(new Term("id", "n:0"), new Term("id", "n:z"));
      fixture.commit();
    }
    try (CommittedIndex index = CommittedIndex.open(other)) {
      assertThat(index.reader().numDeletedDocs(), is(2));
      assertThat(DigestRecomputation.of(index, ReadProgress.NONE).digest(), is(kept));
    }
  }

  @Test
  void orderAndSegmentsDoNotCount() throws IOException {
    LogicalDigest one =
        digestOf(
            dir.resolve("1"), IndexFixture.SCHEMA, original(), document("n:b", "one two three"));
    Path two = dir.resolve("2");
    try (IndexFixture fixture = new IndexFixture(two)) {
      fixture.add(document("n:b", "one two three")).endSegment().add(original()).commit();
    }
    try (CommittedIndex index = CommittedIndex.open(two)) {
      assertThat(DigestRecomputation.of(index, ReadProgress.NONE).digest(), is(one));
    }
  }

  @Test
  void anotherModificationTimeChangesTheDigest() throws IOException {
    LogicalDigest before =
        digestOf(
            dir.resolve("1"),
            IndexFixture.SCHEMA,
            IndexDocument.withId("n:a").add("modified", MODIFIED));
    LogicalDigest after =
        digestOf(
            dir.resolve("2"),
            IndexFixture.SCHEMA,
            IndexDocument.withId("n:a").add("modified", MODIFIED + 1));
    assertThat(after, is(not(before)));
  }

  @Test
  void anotherAnalyserChangesTheDigest() throws IOException {
    LogicalDigest standard = digestOf(dir.resolve("1"), IndexFixture.SCHEMA, original());
    LogicalDigest english =
        digestOf(dir.resolve("2"), IndexFixture.SCHEMA.withAnalyzer("english"), original());
    assertThat(english, is(not(standard)));
  }

  static Stream<Arguments> tamperings() {
    return Stream.of(
        tampering("one token", document -> index(document, TEXT.replace("quick", "quack"))),
        tampering("one token more", document -> index(document, TEXT + " too")),
        tampering("tokens swapped", document -> index(document, TEXT.replace("The q", "q The "))),
        tampering("one position", DigestRecomputationTest::movePosition),
        tampering("stored text", document -> store(document, TEXT + " ")),
        tampering("stored number", DigestRecomputationTest::storeAnotherSize),
        tampering("doc value of a number", document -> setModified(document, MODIFIED + 1)),
        tampering("doc value of a keyword", DigestRecomputationTest::setDocValue),
        tampering("keyword not indexed as stored", DigestRecomputationTest::setTerm),
        tampering("value missing", document -> document.removeFields("sha256")));
  }

  private static Arguments tampering(String name, Consumer<Document> tampering) {
    return Arguments.of(name, tampering);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tamperings")
  void tamperingIsFoundBehindTheDigestThatTheDocumentCarries(
      String name, Consumer<Document> tampering) throws IOException {
    LogicalDigest claimed;
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:0", TEXT)).addTampered(original(), tampering);
      fixture.add(document("n:b", TEXT)).commit();
      claimed = fixture.digest();
    }
    RecomputedDigest recomputed = recompute(IndexFixture.SCHEMA);
    assertThat(recomputed.digest(), is(not(claimed)));
    assertThat(recomputed.differing(), is(1L));
    assertThat(recomputed.examples(), contains("n:a"));
    assertThat(recomputed.deviations(), is(empty()));
  }

  private static void index(Document document, String indexed) {
    document.removeFields("content");
    document.add(new TextField("content", indexed, Field.Store.NO));
    document.add(new StoredField("content", TEXT));
  }

  private static void store(Document document, String stored) {
    document.removeFields("content");
    document.add(new TextField("content", TEXT, Field.Store.NO));
    document.add(new StoredField("content", stored));
  }

  private static void movePosition(Document document) {
    String[] words = {"the", "quick", "brown", "foxes", "the", "brown", "bears"};
    Token[] tokens = new Token[words.length];
    for (int i = 0; i < words.length; i++) {
      tokens[i] = new Token(words[i], i == 5 ? 2 : 1, i, i + 1);
    }
    document.removeFields("content");
    document.add(new TextField("content", new CannedTokenStream(tokens)));
    document.add(new StoredField("content", TEXT));
  }

  private static void storeAnotherSize(Document document) {
    document.removeFields("size");
    document.add(new LongPoint("size", TEXT.length()));
    document.add(new SortedNumericDocValuesField("size", TEXT.length()));
    document.add(new StoredField("size", TEXT.length() + 1L));
  }

  private static void setModified(Document document, long docValue) {
    document.removeFields("modified");
    document.add(new LongPoint("modified", MODIFIED));
    document.add(new SortedNumericDocValuesField("modified", docValue));
    document.add(new StoredField("modified", MODIFIED));
  }

  private static void setDocValue(Document document) {
    document.removeFields("content_type");
    document.add(new StringField("content_type", "text/plain", Field.Store.YES));
    document.add(new SortedSetDocValuesField("content_type", new BytesRef("text/html")));
  }

  private static void setTerm(Document document) {
    document.removeFields("path");
    document.add(new StringField("path", "b", Field.Store.NO));
    document.add(new StoredField("path", "a"));
  }

  @Test
  void fieldsThatTheSchemaLacksOrDescribesDifferentlyAreDeviations() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .addTampered(
              original(),
              document -> {
                document.add(new StoredField("hidden", "x"));
                document.removeFields("cause");
                document.add(new TextField("cause", "two words", Field.Store.YES));
              })
          .commit();
    }
    assertThat(
        recompute(IndexFixture.SCHEMA).deviations(),
        contains("cause: not indexed as KEYWORD", "hidden: not in the schema"));
  }

  @Test
  void indexWithoutDigestsIsSummedAndNotCompared() throws IOException {
    LogicalDigest expected = digestOf(dir.resolve("1"), IndexFixture.SCHEMA, original());
    Path rival = dir.resolve("2");
    try (IndexFixture fixture = new IndexFixture(rival)) {
      fixture.addTampered(original(), document -> document.removeFields("digest"));
      fixture.writer().commit();
    }
    try (Directory directory = FSDirectory.open(rival);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      RecomputedDigest recomputed =
          new DigestRecomputation(reader, IndexFixture.SCHEMA, ReadProgress.NONE).recompute();
      assertThat(recomputed.digest(), is(expected));
      assertThat(recomputed.compared(), is(0L));
      assertThat(recomputed.deviations(), is(empty()));
    }
  }

  @Test
  void windowsSmallerThanASegmentGiveTheSameDigest() throws IOException {
    LogicalDigest indexed;
    try (IndexFixture fixture = new IndexFixture(dir)) {
      for (int i = 10; i < 60; i++) {
        fixture.add(document("n:" + i, "common word" + i + " and word" + i % 7));
      }
      fixture.commit();
      indexed = fixture.digest();
    }
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      for (int size : new int[] {1, 7, 49, 50}) {
        DigestRecomputation small =
            new DigestRecomputation(index.reader(), IndexFixture.SCHEMA, ReadProgress.NONE);
        assertThat(
            small.recompute(new TermWindow(IndexFixture.SCHEMA, size)).digest(), is(indexed));
      }
    }
  }
}
