package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuplicateListTest {
  private static final DuplicateRequest ALL = request(false, OptionalInt.empty());

  @TempDir private Path dir;

  private static DuplicateRequest request(boolean rootsOnly, OptionalInt limit) {
    return new DuplicateRequest("sha256", "size", rootsOnly, limit);
  }

  private static IndexDocument.Builder document(String id, String hash, long size) {
    return IndexDocument.withId(id).add("sha256", hash).add("size", size).add("outcome", "OK");
  }

  /** What was handed over, line by line. */
  private final List<String> lines = new ArrayList<>();

  private DuplicateTotals list(DuplicateRequest request) throws Exception {
    lines.clear();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      return new DuplicateList(index, request)
          .forEach(
              new DuplicateList.Visitor() {
                @Override
                public void group(DuplicateGroup group) {
                  lines.add(
                      group.value()
                          + " "
                          + group.documents()
                          + " "
                          + group.bytes()
                          + " "
                          + group.savableBytes());
                }

                @Override
                public void document(DuplicateDocument document) {
                  lines.add(document.id() + " " + document.bytes());
                }
              });
    }
  }

  /** Three of x over two segments, two of y, one of z; y wastes more. */
  private void someDuplicates() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:d", "x", 10)).add(document("n:e", "z", 99)).endSegment();
      fixture.add(document("n:a", "x", 10)).add(document("n:b", "y", 30));
      fixture.add(document("n:c", "y", 30)).endSegment();
      IndexDocument item = document("n:f!/i", "x", 10).build();
      fixture.add(document("n:f", "w", 1)).add("n:f", item, item).commit();
    }
  }

  @Test
  void documentsOfAGroupComeInOrderOfTheirFilesOverAllSegments() throws Exception {
    someDuplicates();
    assertThat(list(ALL), is(new DuplicateTotals(2, 5, 50, 0)));
    assertThat(
        lines,
        contains("x 3 30 20", "n:a 10", "n:d 10", "n:f!/i 10", "y 2 60 30", "n:b 30", "n:c 30"));
  }

  @Test
  void largestComeFirstAndAllAreCounted() throws Exception {
    someDuplicates();
    assertThat(list(request(false, OptionalInt.of(1))), is(new DuplicateTotals(2, 5, 50, 0)));
    assertThat(lines, contains("y 2 60 30", "n:b 30", "n:c 30"));
    assertThat(list(request(false, OptionalInt.of(0))), is(new DuplicateTotals(2, 5, 50, 0)));
    assertThat(lines, is(empty()));
  }

  @Test
  void itemsAreLeftOutWhereOnlyFilesAreAskedFor() throws Exception {
    someDuplicates();
    assertThat(list(request(true, OptionalInt.empty())), is(new DuplicateTotals(2, 4, 40, 0)));
    assertThat(lines.get(0), is("x 2 20 10"));
  }

  @Test
  void emptyDocumentsAreNoDuplicatesAndCounted() throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:a", "e", 0)).add(document("n:b", "e", 0)).commit();
    }
    assertThat(list(ALL), is(new DuplicateTotals(0, 0, 0, 2)));
    assertThat(lines, is(empty()));
  }

  @Test
  void documentsOfUnknownSizeAreDuplicatesOfNoBytes() throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(IndexDocument.withId("n:a").add("sha256", "e").add("outcome", "OK"));
      fixture.add(document("n:b", "e", 7)).commit();
    }
    assertThat(list(ALL), is(new DuplicateTotals(1, 2, 0, 0)));
    assertThat(lines, contains("e 2 7 0", "n:a 0", "n:b 7"));
  }

  @Test
  void deletedDocumentsAreNoDuplicates() throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:a", "x", 1)).add(document("n:b", "x", 1));
      fixture.writer().deleteDocuments(new Term("id", "n:a"));
      fixture.commit();
    }
    assertThat(list(ALL), is(new DuplicateTotals(0, 0, 0, 0)));
  }

  @Test
  void groupsAreThoseOfAModel() throws Exception {
    Random random = new Random(7);
    Map<String, List<String>> ids = new TreeMap<>();
    try (IndexFixture fixture = new IndexFixture(dir)) {
      for (int i = 0; i < 200; i++) {
        String hash = "h" + random.nextInt(90);
        String id = String.format(Locale.ROOT, "n:%03d", i);
        ids.computeIfAbsent(hash, none -> new ArrayList<>()).add(id);
        fixture.add(document(id, hash, 5));
        if (random.nextInt(20) == 0) {
          fixture.endSegment();
        }
      }
      fixture.commit();
    }
    ids.values().removeIf(group -> group.size() < 2);
    long documents = ids.values().stream().mapToLong(List::size).sum();

    DuplicateTotals totals = list(request(false, OptionalInt.of(1_000)));

    assertThat(
        totals, is(new DuplicateTotals(ids.size(), documents, 5 * (documents - ids.size()), 0)));
    List<String> expected = new ArrayList<>();
    ids.entrySet().stream()
        .sorted(
            Comparator.comparing(
                    (Map.Entry<String, List<String>> group) -> -group.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .forEach(
            group -> {
              int size = group.getValue().size();
              expected.add(group.getKey() + " " + size + " " + 5 * size + " " + 5 * (size - 1));
              group.getValue().forEach(id -> expected.add(id + " 5"));
            });
    assertThat(lines, is(expected));
  }

  @Test
  void indexWithoutTheFieldSaysSo() throws Exception {
    someDuplicates();
    DuplicateRequest other = new DuplicateRequest("hash", "size", false, OptionalInt.empty());
    InvalidSearchException refused = assertThrows(InvalidSearchException.class, () -> list(other));
    assertThat(refused.getMessage(), containsString("no field hash; build it again"));
    DuplicateRequest text = new DuplicateRequest("content", "size", false, OptionalInt.empty());
    assertThrows(InvalidSearchException.class, () -> list(text));
  }

  @Test
  void visitorCanEndTheListing() throws Exception {
    someDuplicates();
    try (CommittedIndex index = CommittedIndex.open(dir)) {
      DuplicateList list = new DuplicateList(index, ALL);
      DuplicateList.Visitor full =
          new NoVisitor() {
            @Override
            public void document(DuplicateDocument document) throws IOException {
              throw new IOException("disk full");
            }
          };
      assertThrows(IOException.class, () -> list.forEach(full));
    }
  }

  /** Wants nothing. */
  private static class NoVisitor implements DuplicateList.Visitor {
    @Override
    public void group(DuplicateGroup group) {}

    @Override
    public void document(DuplicateDocument document) throws IOException {}
  }
}
