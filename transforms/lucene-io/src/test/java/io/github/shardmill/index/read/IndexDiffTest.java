package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.read.DiffReport.Document;
import io.github.shardmill.index.read.DiffReport.Group;
import io.github.shardmill.index.read.IndexDiff.Grouping;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoDeletionPolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexDiffTest {
  private static final Grouping FOLDER =
      new Grouping(
          "folder", IndexSchema.ID, id -> id.substring(0, Math.max(0, id.indexOf('/') + 1)));

  @TempDir private Path dir;

  private IndexFixture fixture() throws IOException {
    return new IndexFixture(dir, IndexFixture.SCHEMA, NoDeletionPolicy.INSTANCE);
  }

  private static void put(IndexFixture fixture, String id, String content) throws IOException {
    delete(fixture, id);
    fixture.add(IndexFixture.document(id, content));
  }

  private static void delete(IndexFixture fixture, String id) throws IOException {
    fixture.writer().deleteDocuments(new Term(IndexSchema.ID, id));
  }

  private DiffReport diff(long before, long after, int limit, Grouping... groupings)
      throws IOException {
    try (CommittedIndex one = CommittedIndex.open(dir, before);
        CommittedIndex other = CommittedIndex.open(dir, after)) {
      return IndexDiff.of(one, other, List.of(groupings), limit);
    }
  }

  private static List<String> ids(List<Document> documents) {
    return documents.stream().map(Document::id).toList();
  }

  @Test
  void tellsWhatWasAddedRemovedAndChangedWithFieldsAndGroups() throws IOException {
    try (IndexFixture fixture = fixture()) {
      put(fixture, "n:a/1", "one");
      put(fixture, "n:a/2", "two");
      put(fixture, "n:b/3", "three");
      put(fixture, "n:b/4", "four");
      fixture.commit();
      put(fixture, "n:a/2", "two more");
      delete(fixture, "n:b/4");
      put(fixture, "n:a/5", "five");
      put(fixture, "n:c/6", "six");
      fixture.commit();
    }
    DiffReport report = diff(1, 2, 10, FOLDER, Grouping.by("content_type"));
    assertThat(report.before().documents(), is(4L));
    assertThat(report.after().documents(), is(5L));
    assertThat(ids(report.listed().added()), contains("n:a/5", "n:c/6"));
    assertThat(ids(report.listed().removed()), contains("n:b/4"));
    assertThat(
        report.listed().changed(),
        contains(new Document("n:a/2", List.of("size", "sha256", "content"))));
    assertThat(report.unchanged(), is(2L));
    assertThat(
        report.groups().get("folder"),
        contains(
            new Group("n:a/", 1, 0, 1), new Group("n:b/", 0, 1, 0), new Group("n:c/", 1, 0, 0)));
    assertThat(report.groups().get("content_type"), contains(new Group("text/plain", 2, 1, 1)));
  }

  @Test
  void theOtherWayRoundAddedIsRemoved() throws IOException {
    try (IndexFixture fixture = fixture()) {
      put(fixture, "n:a", "one");
      fixture.commit();
      put(fixture, "n:b", "two");
      fixture.commit();
    }
    assertThat(ids(diff(2, 1, 10).listed().removed()), contains("n:b"));
    assertThat(diff(2, 1, 10).added(), is(0L));
  }

  @Test
  void documentWrittenAnewWithTheSameContentIsUnchanged() throws IOException {
    try (IndexFixture fixture = fixture()) {
      put(fixture, "n:a", "one");
      put(fixture, "n:b", "two");
      fixture.commit();
      put(fixture, "n:a", "one");
      fixture.commit();
    }
    DiffReport report = diff(1, 2, 10);
    assertThat(report.added() + report.removed() + report.changed(), is(0L));
    assertThat(report.unchanged(), is(2L));
  }

  @Test
  void documentsWhoseDigestsDifferButNotTheirValuesHaveNoChangedFields() throws IOException {
    IndexDocument plain = IndexFixture.document("n:a", "one").build();
    IndexDocument other = IndexFixture.document("n:a", "otherwise analysed").build();
    try (IndexFixture fixture = fixture()) {
      fixture.add("n:a", plain, plain).commit();
      delete(fixture, "n:a");
      fixture.add("n:a", plain, other).commit();
    }
    assertThat(diff(1, 2, 10).listed().changed(), contains(new Document("n:a", List.of())));
  }

  @Test
  void documentWithoutADigestCountsAsChanged() throws IOException {
    try (IndexFixture fixture = fixture()) {
      put(fixture, "n:a", "one");
      fixture.commit();
      delete(fixture, "n:a");
      fixture.addTampered(
          IndexFixture.document("n:a", "one"),
          document -> {
            document.removeField(IndexSchema.DIGEST);
            document.add(new StoredField("note", "nobody digested this"));
          });
      fixture.commit();
    }
    assertThat(diff(1, 2, 10).changed(), is(1L));
  }

  @Test
  void noMoreIsListedThanAskedForAndAllIsCounted() throws IOException {
    try (IndexFixture fixture = fixture()) {
      put(fixture, "n:0", "zero");
      fixture.commit();
      for (int i = 1; i < 9; i++) {
        put(fixture, "n:" + i, "text");
      }
      fixture.commit();
    }
    DiffReport report = diff(1, 2, 3);
    assertThat(ids(report.listed().added()), contains("n:1", "n:2", "n:3"));
    assertThat(report.added(), is(8L));
    assertThrows(IllegalArgumentException.class, () -> diff(1, 2, -1));
  }

  @Test
  void plainLuceneIndexCannotBeCompared() throws IOException {
    try (FSDirectory directory = FSDirectory.open(dir);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.commit();
    }
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> diff(1, 1, 10));
    assertThat(e.getMessage(), containsString("carry no digests"));
  }

  /** All pairs of commits of random histories, some of whose documents lie out of order. */
  @RepeatedTest(4)
  void agreesWithAModel(RepetitionInfo repetition) throws IOException {
    Random random = new Random(repetition.getCurrentRepetition());
    String seed = "seed " + repetition.getCurrentRepetition();
    List<Map<String, String>> history = new ArrayList<>();
    try (IndexFixture fixture = fixture()) {
      TreeMap<String, String> model = new TreeMap<>();
      for (int commit = 0; commit < 4; commit++) {
        for (int i = random.nextInt(25); i >= 0; i--) {
          change(fixture, model, random);
        }
        fixture.commit();
        history.add(Map.copyOf(model));
      }
    }
    for (int before = 0; before < history.size(); before++) {
      for (int after = 0; after < history.size(); after++) {
        DiffReport report = diff(before + 1, after + 1, 1_000, FOLDER);
        assertThat(seed, facts(report), equalTo(facts(history.get(before), history.get(after))));
        long inGroups = report.groups().get("folder").stream().mapToLong(Group::total).sum();
        assertThat(seed, inGroups, is(report.added() + report.removed() + report.changed()));
      }
    }
  }

  private static void change(IndexFixture fixture, Map<String, String> model, Random random)
      throws IOException {
    // A letter of two bytes and one beyond U+FFFF, whose orders as text and as bytes differ.
    String name = List.of("a", "b", "\u00e4", "\uff5e", "\ud83d\ude00").get(random.nextInt(5));
    String id = "n:" + name + "/" + random.nextInt(6);
    if (random.nextInt(4) == 0) {
      delete(fixture, id);
      model.remove(id);
    } else {
      String content = "version " + random.nextInt(3);
      put(fixture, id, content);
      model.put(id, content);
    }
    if (random.nextInt(6) == 0) {
      fixture.endSegment();
    }
  }

  private static Map<String, List<String>> facts(DiffReport report) {
    return Map.of(
        "added", ids(report.listed().added()),
        "removed", ids(report.listed().removed()),
        "changed", ids(report.listed().changed()),
        "unchanged", List.of(Long.toString(report.unchanged())));
  }

  private static Map<String, List<String>> facts(
      Map<String, String> before, Map<String, String> after) {
    List<String> added = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    long unchanged = 0;
    Map<String, String> all = new HashMap<>(before);
    all.putAll(after);
    for (String id : sorted(all)) {
      if (!before.containsKey(id)) {
        added.add(id);
      } else if (!after.containsKey(id)) {
        removed.add(id);
      } else if (!before.get(id).equals(after.get(id))) {
        changed.add(id);
      } else {
        unchanged++;
      }
    }
    return Map.of(
        "added", added,
        "removed", removed,
        "changed", changed,
        "unchanged", List.of(Long.toString(unchanged)));
  }

  private static List<String> sorted(Map<String, String> ids) {
    return ids.keySet().stream()
        .sorted(
            (a, b) ->
                Arrays.compareUnsigned(
                    a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }
}
