package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyListingTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
          FieldSpec.text("title").inManifest(),
          FieldSpec.number("size").inManifest(),
          FieldSpec.keyword("hash").inManifest(),
          FieldSpec.keyword("tags").inManifest(),
          FieldSpec.keyword("type").withDocValues().inManifest(),
          FieldSpec.keyword("other"));
  private static final String[] LETTERS = {"a", "b", "Z", "é", "漢", "\uFFFD", "😀", "%"};

  @TempDir private Path dir;
  private Random random;
  private final Map<String, Family> model =
      new TreeMap<>(
          Comparator.comparing(id -> id.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));

  /** Windows are made so small that values come in many of them. */
  @RepeatedTest(10)
  void listsWhatIsLiveInOrderOverAllSegments(RepetitionInfo repetition) throws IOException {
    random = new Random(repetition.getCurrentRepetition());
    try (IndexFixture fixture = new IndexFixture(dir, SCHEMA)) {
      for (int i = random.nextInt(300); i > 0; i--) {
        String id = word(1 + random.nextInt(6));
        model.put(id, family(id));
      }
      List<List<Family>> segments = new ArrayList<>();
      for (int i = 1 + random.nextInt(5); i > 0; i--) {
        segments.add(new ArrayList<>());
      }
      model.values().forEach(f -> segments.get(random.nextInt(segments.size())).add(f));
      for (List<Family> segment : segments) {
        for (Family family : segment) {
          add(family, fixture);
        }
        fixture.endSegment();
      }
      for (Family family : List.copyOf(model.values())) {
        if (random.nextInt(5) == 0) {
          model.remove(family.id());
          fixture.writer().deleteDocuments(new Term(IndexSchema.ROOT, family.id()));
        }
      }
      fixture.commit();
    }
    assertThat(
        "seed " + repetition.getCurrentRepetition(),
        list(1 + random.nextInt(40)),
        equalTo(List.copyOf(model.values())));
  }

  private Family family(String id) {
    Map<String, Object> recorded = new LinkedHashMap<>();
    maybe("title", word(3) + " " + word(2), recorded);
    maybe("size", random.nextLong(), recorded);
    maybe("hash", word(1 + random.nextInt(300)), recorded);
    maybe("tags", List.copyOf(new TreeSet<>(List.of("x" + word(2), "y"))), recorded);
    maybe("type", "type" + random.nextInt(3), recorded);
    return new Family(id, recorded, 1 + random.nextInt(3));
  }

  private void maybe(String name, Object value, Map<String, Object> recorded) {
    if (random.nextInt(4) > 0) {
      recorded.put(name, value);
    }
  }

  private String word(int length) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.append(LETTERS[random.nextInt(LETTERS.length)]);
    }
    return word.toString();
  }

  private static void add(Family family, IndexFixture fixture) throws IOException {
    IndexDocument.Builder root = IndexDocument.withId(family.id()).add("other", "o");
    family
        .recorded()
        .forEach(
            (name, value) -> {
              if (value instanceof Long number) {
                root.add(name, number);
              } else if (value instanceof List<?> several) {
                several.forEach(each -> root.add(name, each.toString()));
              } else {
                root.add(name, value.toString());
              }
            });
    fixture.add(root);
    for (int item = 1; item < family.documents(); item++) {
      IndexDocument built =
          IndexDocument.withId(family.id() + "!/" + item).add("hash", "not the root's").build();
      fixture.add(family.id(), built, built);
    }
  }

  private List<Family> list(int maxValues) throws IOException {
    List<Family> families = new ArrayList<>();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      FamilyListing listing = new FamilyListing(index.reader(), SCHEMA, maxValues);
      for (Family next = listing.next(); next != null; next = listing.next()) {
        families.add(next);
      }
    }
    return families;
  }

  @Test
  void documentsOutOfOrderAreRefused() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir, SCHEMA)) {
      fixture.add(IndexDocument.withId("b")).add(IndexDocument.withId("a")).commit();
    }
    assertThat(
        assertThrows(DisorderedIndexException.class, () -> list(9)).getMessage(),
        containsString("see 'a'"));
  }

  @Test
  void rootInTwoSegmentsIsRefused() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir, SCHEMA)) {
      fixture.add(IndexDocument.withId("a")).endSegment().add(IndexDocument.withId("a")).commit();
    }
    assertThrows(DisorderedIndexException.class, () -> list(9));
  }

  @Test
  void itemWithoutItsRootIsRefused() throws IOException {
    IndexDocument item = IndexDocument.withId("a!/1").build();
    try (IndexFixture fixture = new IndexFixture(dir, SCHEMA)) {
      fixture.add("a", item, item).commit();
    }
    assertThrows(DisorderedIndexException.class, () -> list(9));
  }
}
