package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.RUN;
import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.mutation.IndexDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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

  private IndexFixture fixture() throws IOException {
    IndexDocument item = document("n:b.zip!/x", "item").build();
    return new IndexFixture(dir)
        .add(document("n:a", "alpha beta"))
        .add(document("n:b.zip", "archive"))
        .add("n:b.zip", item, item)
        .endSegment()
        .add(IndexDocument.withId("n:c").add("outcome", "CORRUPT").add("cause", "bad"));
  }

  private void build() throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.commit();
    }
  }

  private VerificationReport verify() throws IOException {
    return IndexVerification.verify(dir, ReadProgress.NONE);
  }

  private List<String> broken() throws IOException {
    VerificationReport report = verify();
    List<String> broken =
        report.findings().stream().filter(f -> !f.ok()).map(Finding::check).toList();
    assertThat(report.ok(), is(broken.isEmpty()));
    return broken;
  }

  private String detail(String check) throws IOException {
    return verify().findings().stream()
        .filter(finding -> finding.check().equals(check))
        .findFirst()
        .orElseThrow()
        .detail();
  }

  @Test
  void soundIndexPassesEveryCheck() throws IOException {
    build();
    assertThat(broken(), is(empty()));
    assertThat(
        verify().findings().stream().map(Finding::check).toList(),
        contains(
            "lucene",
            "commit",
            "documents",
            "ids",
            "order",
            "unique",
            "roots",
            "points",
            "fields",
            "digests",
            "logicalDigest",
            "runRecord",
            "records",
            "equations",
            "failed"));
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
    try (IndexFixture fixture = fixture()) {
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
    try (IndexFixture fixture = fixture()) {
      fixture.writer().deleteDocuments(new Term("id", "n:a"));
      fixture.commit();
    }
    assertThat(broken(), contains("documents", "logicalDigest"));
  }

  @Test
  void wrongLogicalDigestIsFound() throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.commit(fixture.writeRun(), LogicalDigest.ZERO, fixture.documents());
    }
    assertThat(broken(), contains("logicalDigest"));
  }

  @Test
  void wrongCountIsFound() throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.commit(fixture.writeRun(), fixture.digest(), 5);
    }
    assertThat(broken(), contains("documents"));
    assertThat(detail("documents"), is("4 documents; the commit says 5"));
  }

  @Test
  void documentThatIsNotIndexedAsItsDigestSaysIsNamed() throws IOException {
    try (IndexFixture fixture = fixture()) {
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
    try (IndexFixture fixture = fixture()) {
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
    try (IndexFixture fixture = fixture()) {
      fixture.endSegment().add(document("n:a", "again")).commit();
    }
    assertThat(broken(), contains("unique"));
    assertThat(detail("unique"), containsString("n:a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"n:0", "n:b", "n:z"})
  void missingRootIsFound(String root) throws IOException {
    IndexDocument item = document(root + "!/x", "item").build();
    try (IndexFixture fixture = fixture()) {
      fixture.endSegment().add(root, item, item).commit();
    }
    assertThat(broken(), contains("order", "roots"));
    assertThat(detail("roots"), containsString("first: " + root));
  }

  @Test
  void familiesOutOfOrderAreFound() throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.endSegment().add(document("n:z", "last")).add(document("n:y", "first")).commit();
    }
    assertThat(broken(), contains("order"));
    assertThat(detail("order"), containsString("n:y"));
  }

  @Test
  void documentWithoutDigestIsFound() throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.addTampered(document("n:d", "x"), document -> document.removeFields("digest"));
      fixture.commit();
    }
    assertThat(broken(), contains("ids", "digests"));
  }

  @Test
  void fieldThatTheSchemaLacksIsFound() throws IOException {
    try (IndexFixture fixture = fixture()) {
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

  @Test
  void missingPartOfTheManifestIsFound() throws IOException {
    build();
    Files.delete(dir.resolve("shardmill/runs/run-1/manifest-0.jsonl"));
    assertThat(broken(), contains("records"));
    assertThat(detail("records"), is("manifest-0.jsonl is missing"));
  }

  @Test
  void alteredPartOfTheManifestIsFound() throws IOException {
    build();
    Files.writeString(dir.resolve("shardmill/runs/run-1/manifest-0.jsonl"), "{}\n{}\n");
    assertThat(detail("records"), is("manifest-0.jsonl was altered"));
    assertThat(broken(), contains("records"));
  }

  @Test
  void alteredRunRecordIsFound() throws IOException {
    build();
    Path record = dir.resolve("shardmill/runs/run-1/run.json");
    Files.writeString(record, Files.readString(record).replace("\"seconds\":1.5", "\"seconds\":9"));
    assertThat(broken(), contains("runRecord"));
  }

  @Test
  void missingRunRecordIsFound() throws IOException {
    build();
    Files.delete(dir.resolve("shardmill/runs/run-1/run.json"));
    assertThat(broken(), contains("runRecord"));
  }

  private List<String> brokenWithRecord(Consumer<ObjectNode> change) throws IOException {
    try (IndexFixture fixture = fixture()) {
      fixture.writeRun();
      Path path = fixture.layout.runRecord(RUN);
      ObjectNode record = (ObjectNode) IndexFixture.JSON.readTree(Files.readAllBytes(path));
      change.accept(record);
      byte[] json = IndexFixture.JSON.writeValueAsBytes(record);
      Files.write(path, json);
      fixture.commit(IndexFixture.sha256(json), fixture.digest(), fixture.documents());
    }
    return broken();
  }

  @Test
  void equationThatDoesNotHoldIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("equations").path(0)).put("left", 9)),
        contains("equations"));
  }

  @Test
  void equationThatTheCountsDoNotGiveIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("counts")).put("indexed", 9)),
        contains("equations"));
  }

  @Test
  void wrongNumberOfLinesIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("records").path(0)).put("lines", 3)),
        contains("records"));
    assertThat(detail("records"), is("manifest-0.jsonl has 2 lines, not 3"));
  }

  @Test
  void partOutsideOfTheRunIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("records").path(0)).put("name", "../../x")),
        contains("records"));
  }

  @Test
  void failuresThatTheIndexDoesNotShowAreFound() throws IOException {
    assertThat(
        brokenWithRecord(
            r -> {
              ObjectNode counts = (ObjectNode) r.path("counts");
              counts.put("failed", 2).put("indexed", 2);
            }),
        contains("failed"));
  }

  @Test
  void updateLeavesFailuresOfEarlierRuns() throws IOException {
    assertThat(
        brokenWithRecord(
            r -> {
              r.put("mode", "UPDATE");
              ObjectNode counts = (ObjectNode) r.path("counts");
              counts.put("failed", 0).put("indexed", 4);
            }),
        is(empty()));
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
    assertThat(broken(), contains("commit", "documents", "logicalDigest"));
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
