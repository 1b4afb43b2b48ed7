package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.schema.CompletionTerm;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.SchemaFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexVerificationTest {
  @TempDir private Path dir;

  private void build() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.commit();
    }
  }

  private Verified verify() throws IOException {
    return Verified.of(dir);
  }

  private List<String> broken() throws IOException {
    return verify().broken();
  }

  private String detail(String check) throws IOException {
    return verify().detail(check);
  }

  @Test
  void soundIndexPassesEveryCheck() throws IOException {
    build();
    assertThat(broken(), is(empty()));
    assertThat(
        verify().checks(),
        contains(
            "lucene",
            "commit",
            "documents",
            "ids",
            "order",
            "unique",
            "roots",
            "points",
            "completions",
            "fields",
            "digests",
            "logicalDigest",
            "runRecord",
            "records",
            "equations",
            "exceptions",
            "runCommit",
            "chain",
            "manifest",
            "families"));
  }

  @Test
  void emptyIndexPasses() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.commit();
    }
    assertThat(broken(), is(empty()));
  }

  @Test
  void verifyingWhileAnotherHoldsTheWriteLockWritesNothing() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.commit();
      List<String> before = names();
      assertThat(broken(), is(empty()));
      assertThat(names(), is(before));
    }
  }

  private List<String> names() throws IOException {
    try (var files = Files.walk(dir)) {
      return files.map(Path::toString).sorted().toList();
    }
  }

  @Test
  void deletedDocumentIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.writer().deleteDocuments(new Term("id", "n:a"));
      fixture.commit();
    }
    assertThat(broken(), contains("documents", "logicalDigest", "manifest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nothing", "another", "one more", "of another field"})
  void documentThatIsSuggestedByWhatItDoesNotShowIsFound(String instead) throws IOException {
    FieldSpec title = IndexFixture.SCHEMA.field("title");
    FieldSpec keywords = IndexFixture.SCHEMA.field("keywords");
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture
          .addTampered(
              document("n:d", "text").add("title", "Ink").add("keywords", "blue"),
              document -> {
                if (!instead.equals("one more")) {
                  document.removeFields("title.completion");
                }
                if (instead.startsWith("of another")) {
                  document.removeFields("keywords.completion");
                  document.add(SchemaFields.completion(title, "blue"));
                  document.add(SchemaFields.completion(keywords, "Ink"));
                } else if (!instead.equals("nothing")) {
                  document.add(SchemaFields.completion(title, "ink"));
                }
              })
          .commit();
    }
    assertThat(broken(), contains("completions"));
    assertThat(
        detail("completions"), is("1 documents are not suggested by what they show, first: n:d"));
  }

  /** Both are one completion, which is no fault. */
  @Test
  void valuesThatBeginAlikeForVeryLongPass() throws IOException {
    String begun = "x".repeat(CompletionTerm.MAX_CHARACTERS);
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture
          .add(document("n:d", "text").add("keywords", begun + "a").add("keywords", begun + "b"))
          .commit();
    }
    assertThat(broken(), is(empty()));
  }

  @Test
  void wrongLogicalDigestIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.commit(fixture.writeRun(), LogicalDigest.ZERO, fixture.documents());
    }
    assertThat(broken(), contains("logicalDigest", "runCommit"));
  }

  @Test
  void wrongCountIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.commit(fixture.writeRun(), fixture.digest(), 5);
    }
    assertThat(broken(), contains("documents", "runCommit"));
    assertThat(detail("documents"), is("4 documents; the commit says 5"));
  }

  @Test
  void documentThatIsNotIndexedAsItsDigestSaysIsNamed() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture
          .addTampered(
              document("n:d", "one two"),
              document -> {
                document.removeFields("content");
                document.add(new TextField("content", "one too", Field.Store.NO));
                document.add(new StoredField("content", "one two"));
              })
          .commit();
    }
    assertThat(broken(), contains("digests", "logicalDigest"));
    assertThat(detail("digests"), containsString("n:d"));
  }

  @Test
  void numberThatIsSearchedOtherwiseThanStoredIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture
          .addTampered(
              document("n:d", "one two"),
              document -> {
                document.removeFields("size");
                document.add(new LongPoint("size", 1));
                document.add(new SortedNumericDocValuesField("size", 7));
                document.add(new StoredField("size", 7L));
              })
          .commit();
    }
    assertThat(broken(), contains("points"));
    assertThat(detail("points"), containsString("size"));
  }

  @Test
  void sameIdTwiceIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.endSegment().add(document("n:a", "again")).commit();
    }
    assertThat(broken(), contains("unique"));
    assertThat(detail("unique"), containsString("n:a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n:0", "n:b", "n:z"})
  void missingRootIsFound(String root) throws IOException {
    IndexDocument item = document(root + "!/x", "item").build();
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.endSegment().add(root, item, item).commit();
    }
    assertThat(broken(), contains("order", "roots"));
    assertThat(detail("roots"), containsString("first: " + root));
  }

  @Test
  void familiesOutOfOrderAreFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.endSegment().add(document("n:z", "last")).add(document("n:y", "first")).commit();
    }
    assertThat(broken(), contains("order"));
    assertThat(detail("order"), containsString("n:y"));
  }

  @Test
  void documentWithoutDigestIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.addTampered(document("n:d", "x"), document -> document.removeFields("digest"));
      fixture.commit();
    }
    assertThat(broken(), contains("ids", "digests"));
  }

  @Test
  void fieldThatTheSchemaLacksIsFound() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture
          .addTampered(document("n:d", "x"), doc -> doc.add(new StoredField("extra", "y")))
          .commit();
    }
    assertThat(broken(), contains("fields"));
  }

  @Test
  void fieldsOfOtherTypesAreFindingsAndNoFailures() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .addTampered(
              document("n:d", "x"),
              document -> {
                List.of("id", "root", "size", "digest").forEach(document::removeFields);
                document.add(new StringField("id", "n:d", Field.Store.YES));
                document.add(new BinaryDocValuesField("root", new BytesRef("n:d")));
                document.add(new IntPoint("size", 1));
                document.add(new NumericDocValuesField("digest", 1));
              })
          .commit();
    }
    assertThat(broken(), contains("ids", "fields", "digests", "logicalDigest"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".fdt", ".doc", ".pos", ".tim", ".dvd", ".kdd", ".nvd"})
  void truncatedFileIsFound(String suffix) throws IOException {
    build();
    LuceneFiles.truncate(LuceneFiles.find(dir, "_0", suffix));
    assertThat(broken(), contains("lucene"));
  }

  @ParameterizedTest
  @ValueSource(strings = {".fdt", ".doc", ".pos", ".tim", ".dvd", ".kdd", ".nvd"})
  void alteredByteIsFound(String suffix) throws IOException {
    build();
    Path file = LuceneFiles.find(dir, "_0", suffix);
    LuceneFiles.flipByte(file, (int) Files.size(file) - 20);
    assertThat(broken(), contains("lucene"));
  }

  @Test
  void damagedCommitIsAFinding() throws IOException {
    build();
    LuceneFiles.truncate(LuceneFiles.find(dir, "segments_", ""));
    assertThat(broken(), contains("lucene"));
  }

  @Test
  void indexOfANewerLuceneIsRefused() throws IOException {
    build();
    LuceneFiles.setLuceneVersion(LuceneFiles.find(dir, "segments_", ""), "Lucene103", 10, 3, 1);
    UnreadableIndexException e = assertThrows(UnreadableIndexException.class, this::verify);
    assertThat(e.reason(), is(UnreadableIndexException.Reason.TOO_NEW));
  }

  @Test
  void whatIsNotAnIndexIsRefused() {
    assertThrows(UnreadableIndexException.class, this::verify);
  }

  @Test
  void commitOfAnotherProgramIsFound() throws IOException {
    build();
    try (IndexFixture another = new IndexFixture(dir)) {
      another.writer().deleteDocuments(new Term("id", "n:a"));
      another.writer().commit();
    }
    assertThat(broken(), contains("commit", "documents", "logicalDigest", "manifest"));
    assertThat(detail("commit"), containsString("another program"));
  }

  @Test
  void progressReachesItsTotal() throws IOException {
    build();
    List<String> steps = new ArrayList<>();
    IndexVerification.verify(
        dir, (step, done, total) -> steps.add(step + " " + done + "/" + total));
    assertThat(steps, hasItem("lucene 1/1"));
    assertThat(steps, hasItem("digests 4/4"));
    assertThat(steps.size(), is(greaterThan(3)));
  }
}
