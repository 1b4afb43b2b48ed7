package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExceptionListTest {
  @TempDir private Path dir;

  private static IndexDocument.Builder failed(String id, String outcome, String cause) {
    return IndexDocument.withId(id).add("outcome", outcome).add("cause", cause).add("size", 7);
  }

  private List<ExceptionEntry> list() throws IOException {
    List<ExceptionEntry> entries = new ArrayList<>();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      long total = new ExceptionList(index).forEach(entries::add);
      assertThat(total, is((long) entries.size()));
      assertThat(new ExceptionList(index).count(), is(total));
    }
    return entries;
  }

  @Test
  void listsAllThatAreNotGoodInOrderOfIdsOverAllSegments() throws IOException {
    IndexDocument item = failed("n:m.zip!/x", "CORRUPT", "bad item").build();
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:good", "fine")).add(failed("n:z", "ENCRYPTED", "no password"));
      fixture.endSegment().add(failed("n:b", "CRASHED", "")).add(document("n:m.zip", "list"));
      fixture.add("n:m.zip", item, item).endSegment();
      fixture.add(failed("n:ä", "CORRUPT", "bad")).add(document("n:t", "cut")).commit();
    }
    List<ExceptionEntry> entries = list();
    assertThat(
        entries.stream().map(ExceptionEntry::id).toList(),
        contains("n:b", "n:m.zip!/x", "n:z", "n:ä"));
    assertThat(entries.get(1).root(), is("n:m.zip"));
    assertThat(
        IndexFixture.JSON.writeValueAsString(entries.get(2)),
        is(
            "{\"id\":\"n:z\",\"root\":\"n:z\",\"status\":\"ENCRYPTED\","
                + "\"noted\":{\"cause\":\"no password\",\"size\":7}}"));
    assertThat(entries.get(0).noted().keySet(), contains("size"));
  }

  @Test
  void requestNarrowsAndNotesMore() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(failed("n:a", "CORRUPT", "x")).add(failed("n:b", "CRASHED", "y")).endSegment();
      fixture.add(failed("m:c", "CRASHED", "z").add("path", "m").add("sha256", "ff"));
      fixture.add(document("m:d", "fine").add("path", "m")).commit();
    }
    Set<String> crashed = Set.of("CRASHED");
    assertThat(ids(new ExceptionRequest(crashed, "", Set.of(), List.of())), contains("m:c", "n:b"));
    assertThat(
        ids(new ExceptionRequest(Set.of(), "path", Set.of("m", "k"), List.of())), contains("m:c"));
    assertThat(
        ids(new ExceptionRequest(Set.of("CORRUPT"), "path", Set.of("m"), List.of())), is(empty()));
    assertThat(
        list(new ExceptionRequest(crashed, "", Set.of(), List.of("sha256"))).get(0).noted(),
        is(Map.of("size", 7L, "cause", "z", "sha256", "ff")));
  }

  private List<ExceptionEntry> list(ExceptionRequest request) throws IOException {
    List<ExceptionEntry> entries = new ArrayList<>();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      long total = new ExceptionList(index, request).forEach(entries::add);
      assertThat(total, is((long) entries.size()));
    }
    return entries;
  }

  private List<String> ids(ExceptionRequest request) throws IOException {
    return list(request).stream().map(ExceptionEntry::id).toList();
  }

  @Test
  void deletedDocumentsAreNoExceptions() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(failed("n:a", "CORRUPT", "x")).add(failed("n:b", "CORRUPT", "x"));
      fixture.writer().deleteDocuments(new Term("id", "n:a"));
      fixture.commit();
    }
    assertThat(list().stream().map(ExceptionEntry::id).toList(), contains("n:b"));
  }

  @Test
  void schemaWithoutStatusHasNoExceptions() throws IOException {
    IndexSchema schema = IndexSchema.of(FieldSpec.text("content"));
    try (IndexFixture fixture = new IndexFixture(dir, schema)) {
      fixture.add(IndexDocument.withId("a").add("content", "x")).commit();
    }
    assertThat(list(), is(empty()));
  }

  @Test
  void emptyIndexHasNoExceptions() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.commit();
    }
    assertThat(list(), is(empty()));
  }

  @Test
  void visitorCanEndTheListing() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(failed("n:a", "CORRUPT", "x")).commit();
    }
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      ExceptionList list = new ExceptionList(index);
      ExceptionList.Visitor full =
          entry -> {
            throw new IOException("disk full");
          };
      assertThrows(IOException.class, () -> list.forEach(full));
    }
  }
}
