package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.Provenance;
import io.github.shardmill.index.read.IndexInspection.Bytes;
import io.github.shardmill.index.read.IndexInspection.Commit;
import io.github.shardmill.index.read.IndexInspection.Segment;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.Pin;
import io.github.shardmill.index.store.Pins;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexInspectionTest {
  @TempDir private Path dir;

  private IndexInspection inspect() throws IOException {
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      return IndexInspection.of(index);
    }
  }

  private String build() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .add(document("n:a", "alpha beta").add("title", "Alpha"))
          .add(document("n:b", "beta"))
          .endSegment()
          .add(document("n:c", "gamma"))
          .commit();
      return fixture.digest().toString();
    }
  }

  @Test
  void describesSegmentsFieldsAndCommit() throws IOException {
    String digest = build();
    IndexInspection inspection = inspect();
    assertThat(inspection.documents(), is(3L));
    assertThat(inspection.deletedDocuments(), is(0L));
    assertThat(inspection.generation(), is(1L));
    assertThat(inspection.origin(), is(CommitOrigin.SHARDMILL));
    assertThat(inspection.notice(), is(nullValue()));
    assertThat(inspection.logicalDigest(), is(digest));
    assertThat(inspection.documentsDigest(), is(digest));
    assertThat(inspection.segments().stream().map(Segment::documents).toList(), contains(2L, 1L));
    assertThat(inspection.segments().get(0).luceneVersion(), is("9.12.3"));
    assertThat(field(inspection, "title").documents(), is(1L));
    assertThat(field(inspection, "content").terms(), is(3L));
    assertThat(field(inspection, "size").documents(), is(3L));
    assertThat(field(inspection, "size").terms(), is(nullValue()));
    assertThat(field(inspection, "digest").documents(), is(3L));
    assertThat(field(inspection, "digest").kind(), is(nullValue()));
  }

  private static IndexInspection.Field field(IndexInspection inspection, String name) {
    return inspection.fields().stream()
        .filter(field -> field.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bytesAddUpToTheFilesOfTheCommit() throws IOException {
    build();
    assertParts(inspect().bytes(), filesOfTheCommit());
  }

  @Test
  void bytesOfCompoundSegmentsAreToldByTheirParts() throws IOException {
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      Document document = new Document();
      document.add(new TextField("content", "a word ".repeat(500), Field.Store.YES));
      writer.addDocument(document);
    }
    IndexInspection inspection = inspect();
    assertThat(inspection.segments().get(0).compound(), is(true));
    assertThat(inspection.bytes().stored(), is(greaterThan(0L)));
    assertThat(inspection.bytes().positions(), is(greaterThan(0L)));
    assertThat(inspection.bytes().total(), is(filesOfTheCommit()));
  }

  private static void assertParts(Bytes bytes, long total) {
    assertThat(bytes.total(), is(total));
    assertThat(bytes.stored(), is(greaterThan(0L)));
    assertThat(bytes.points(), is(greaterThan(0L)));
    assertThat(
        bytes.stored()
            + bytes.terms()
            + bytes.positions()
            + bytes.docValues()
            + bytes.points()
            + bytes.norms()
            + bytes.other(),
        is(total));
  }

  private long filesOfTheCommit() throws IOException {
    long bytes = 0;
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(dir)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      bytes += file.getFileName().toString().equals("write.lock") ? 0 : Files.size(file);
    }
    return bytes;
  }

  @Test
  void retainedCommitsTellWhatTheyAloneTakeUp() throws IOException {
    build();
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer =
            new IndexWriter(
                directory,
                new IndexWriterConfig()
                    .setIndexDeletionPolicy(NoDeletionPolicy.INSTANCE)
                    .setMergePolicy(NoMergePolicy.INSTANCE))) {
      writer.deleteDocuments(new Term("id", "n:c"));
      writer.commit();
    }
    Pin pin = new Pin(1, "2026-11-20T12:00:00Z", "ana", "good");
    new Pins(new IndexLayout(dir)).add(pin);
    IndexInspection inspection = inspect();
    assertThat(inspection.commits(), hasSize(2));
    Commit first = inspection.commits().get(1);
    assertThat(first.token(), is(IndexFixture.RUN));
    assertThat(first.kind(), is(Provenance.Kind.BUILD));
    assertThat(first.committed(), is("1970-01-01T00:00:00Z"));
    assertThat(first.restored(), is(nullValue()));
    assertThat(first.pin(), is(pin));
    assertThat(first.documents(), is(3L));
    assertThat(first.ownBytes(), is(greaterThan(1_000L)));
    Commit second = inspection.commits().get(0);
    assertThat(second.token(), is(nullValue()));
    assertThat(second.kind(), is(nullValue()));
    assertThat(second.committed(), is(nullValue()));
    assertThat(second.pin(), is(nullValue()));
    assertThat(second.documents(), is(2L));
    assertThat(inspection.origin(), is(CommitOrigin.FOREIGN_ON_TOP));
  }

  @Test
  void deletedDocumentsAreCounted() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:a", "alpha")).add(document("n:b", "beta")).endSegment();
      fixture.writer().deleteDocuments(new Term("id", "n:a"));
      fixture.commit();
    }
    IndexInspection inspection = inspect();
    assertThat(inspection.documents(), is(1L));
    assertThat(inspection.deletedDocuments(), is(1L));
    assertThat(inspection.segments().get(0).deletedDocuments(), is(1L));
  }

  @Test
  void lastRunIsTheRecordAndSaysWhetherItIsTheCommittedOne() throws IOException {
    build();
    JsonNode run = inspect().lastRun();
    assertThat(run.path("runId").asText(), is(IndexFixture.RUN));
    assertThat(run.path("seconds").asDouble(), is(1.5));
    assertThat(run.path("recordsMatch").asBoolean(), is(true));

    Path record = dir.resolve("shardmill/runs/run-1/run.json");
    Files.writeString(record, " ", StandardOpenOption.APPEND);
    assertThat(inspect().lastRun().path("recordsMatch").asBoolean(true), is(false));

    Files.delete(record);
    assertThat(inspect().lastRun().path("runId").asText(), is(IndexFixture.RUN));
    assertThat(inspect().lastRun().path("recordsMatch").asBoolean(true), is(false));
  }

  @Test
  void jsonKeepsItsShape() throws IOException {
    build();
    JsonNode json = IndexFixture.JSON.valueToTree(inspect());
    List<String> names = new ArrayList<>();
    json.fieldNames().forEachRemaining(names::add);
    assertThat(
        names,
        contains(
            "documents",
            "deletedDocuments",
            "generation",
            "origin",
            "notice",
            "segments",
            "fields",
            "bytes",
            "commits",
            "schema",
            "logicalDigest",
            "documentsDigest",
            "lastRun"));
    assertThat(json.path("schema").toString(), is(IndexFixture.SCHEMA.toJson()));
    assertThat(json.path("segments").path(0).path("name").asText(), is("_0"));
  }
}
