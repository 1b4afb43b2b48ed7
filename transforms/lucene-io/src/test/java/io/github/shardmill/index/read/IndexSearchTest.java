package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.read.SearchResult.Hit;
import io.github.shardmill.index.read.SearchResult.Mark;
import io.github.shardmill.index.read.SearchResult.Passage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSearchTest {
  private static final long MAY_DAY = Instant.parse("2024-05-01T12:00:00Z").toEpochMilli();

  @TempDir private Path dir;
  private CommittedIndex index;
  private IndexSearch search;

  @BeforeEach
  void buildIndex() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .add(
              document("n:b.md", "The brown fox.\n\nIt jumps over   the lazy dog.")
                  .add("title", "Fox"))
          .endSegment()
          .add(
              document("n:a.md", "A quick brown fox")
                  .add("keywords", "red")
                  .add("keywords", "wild"))
          .add(
              IndexDocument.withId("n:c.txt")
                  .add("path", "c.txt")
                  .add("content_type", "text/plain")
                  .add("size", 5_000)
                  .add("keywords", "Red")
                  .add("content", "brown bear"))
          .commit();
    }
    open();
  }

  @AfterEach
  void close() throws IOException {
    search.close();
    index.close();
  }

  private void open() throws IOException {
    index = CommittedIndex.open(dir);
    search = new IndexSearch(index);
  }

  private List<String> ids(String query) throws Exception {
    return search.search(SearchRequest.of(query)).hits().stream().map(Hit::id).toList();
  }

  @Test
  void queryWithoutFieldLooksAtTitleAndContent() throws Exception {
    assertThat(ids("fox"), contains("n:b.md", "n:a.md"));
    assertThat(ids("title:fox"), contains("n:b.md"));
    assertThat(ids("content:bear"), contains("n:c.txt"));
  }

  @Test
  void hitsOfEqualScoreAreInOrderOfTheirIds() throws Exception {
    assertThat(ids("*:*"), contains("n:a.md", "n:b.md", "n:c.txt"));
    assertThat(ids("content_type:text\\/plain"), contains("n:a.md", "n:b.md", "n:c.txt"));
  }

  @Test
  void keywordsMatchExactly() throws Exception {
    assertThat(ids("keywords:red"), contains("n:a.md"));
    assertThat(ids("keywords:Red"), contains("n:c.txt"));
    assertThat(ids("path:a*"), contains("n:a.md"));
    assertThat(ids("id:\"n:a.md\""), contains("n:a.md"));
  }

  @Test
  void wildcardMayLead() throws Exception {
    assertThat(ids("path:*.md"), contains("n:a.md", "n:b.md"));
    assertThat(ids("*ear"), contains("n:c.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "size:[1000 TO *], 1",
    "size:17, 1",
    "size:[* TO 17], 1",
    "size:[* TO 17}, 0",
    "size:{17 TO 5000}, 1",
    "size:*, 3",
    "size:[* TO *], 3",
    "size:{9223372036854775807 TO *], 0",
    "NOT fox, 1",
    "-size:17, 2",
    "title:*, 1",
    "keywords:/[rR]ed/, 2",
    "broan~1, 3",
    "\"quick brown\", 1",
    "quick AND bear, 0",
  })
  void querySyntaxIsLucenes(String query, long matches) throws Exception {
    assertThat(search.search(SearchRequest.of(query)).total(), is(matches));
  }

  @ParameterizedTest
  @CsvSource({
    "[2024-01-01 TO 2024-12-31], 1",
    "[2024-05-01 TO 2024-05-01], 1",
    "{2024-05-01 TO *], 0",
    "[* TO 2024-05-01}, 2",
    "2024-05, 1",
    "2024, 1",
    "[2024-05-01T12:00:00Z TO *], 1",
    "[2024-05-01T12:00:01 TO *], 0",
    "\"2024-05-01T12:00:00Z\", 1",
    "1714564800000, 1",
  })
  void datesAreUtcAndCoverTheirWholeDayMonthOrYear(String range, long matches) throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(IndexDocument.withId("n:may").add("modified", MAY_DAY)).commit();
    }
    close();
    open();
    SearchRequest request =
        SearchRequest.of("modified:" + range).withDateFields(Set.of("modified"));
    assertThat(search.search(request).total(), is(matches));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fox AND | the query ends too early | 7",
        "(fox | the query ends too early | 4",
        "fox) bear | unexpected ')' | 4",
        "AND fox | unexpected 'AND' | 1",
        "\"fox | is not closed | 4",
        "nosuch:fox | no field 'nosuch' | 8",
        "fox size:big | 'big' is not a whole number | 10",
        "size:12~ | size is a number | 8",
        "fox size:1* | size is a number | 10",
        "keywords:/[/ | not a regular expression | 10",
      })
  void invalidQuerySaysWhatAndWhere(String query, String message, int position) {
    InvalidSearchException e =
        assertThrows(InvalidSearchException.class, () -> search.search(SearchRequest.of(query)));
    assertThat(e.getMessage(), containsString(message));
    assertThat(e.getMessage(), not(containsString("\n")));
    assertThat(e.position(), equalTo(OptionalInt.of(position)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void emptyQueryIsRefused(String query) {
    assertThrows(InvalidSearchException.class, () -> search.search(SearchRequest.of(query)));
  }

  @Test
  void unknownStoredFieldIsRefused() {
    SearchRequest request = SearchRequest.of("fox").withFields(List.of("nosuch"));
    InvalidSearchException e =
        assertThrows(InvalidSearchException.class, () -> search.search(request));
    assertThat(e.getMessage(), containsString("no field 'nosuch'"));
  }

  @Test
  void longTextIsReturnedOnlyWhenAskedFor() throws Exception {
    Hit plain = search.search(SearchRequest.of("lazy")).hits().get(0);
    assertThat(
        plain.fields().keySet(),
        contains(
            "id",
            "root",
            "path",
            "content_type",
            "size",
            "modified",
            "sha256",
            "outcome",
            "title"));
    Hit asked =
        search
            .search(SearchRequest.of("quick").withFields(List.of("content", "keywords", "size")))
            .hits()
            .get(0);
    assertThat(asked.id(), is("n:a.md"));
    assertThat(asked.fields().keySet(), contains("content", "keywords", "size"));
    assertThat(asked.fields().get("content"), is("A quick brown fox"));
    assertThat(asked.fields().get("keywords"), is(List.of("red", "wild")));
    assertThat(asked.fields().get("size"), is(17L));
  }

  @Test
  void limitBoundsHitsAndNotTheTotal() throws Exception {
    SearchResult two = search.search(SearchRequest.of("brown").withLimit(2));
    assertThat(two.hits(), hasSize(2));
    assertThat(two.total(), is(3L));
    assertThat(two.totalIsExact(), is(true));
    SearchResult none = search.search(SearchRequest.of("brown").withLimit(0));
    assertThat(none.hits(), is(empty()));
    assertThat(none.total(), is(3L));
  }

  @Test
  void passagesMarkTheSearchedWordsInCollapsedText() throws Exception {
    Hit hit = search.search(SearchRequest.of("jumps AND lazy")).hits().get(0);
    Passage passage = hit.passages().get(hit.passages().size() - 1);
    assertThat(passage.field(), is("content"));
    assertThat(passage.text(), not(containsString("  ")));
    assertThat(marked(passage), containsInAnyOrder("jumps", "lazy"));
  }

  @Test
  void noPassagesWhereNoTextMatchedOrNoneWereWanted() throws Exception {
    assertThat(search.search(SearchRequest.of("size:17")).hits().get(0).passages(), is(empty()));
    SearchRequest none = SearchRequest.of("fox").withPassages(0);
    assertThat(search.search(none).hits().get(0).passages(), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"müll \uD83D\uDE00 ", "😀", "word\n\t", "x,"})
  void passagesAreShortAndSeveralInTextWithoutSentences(String filler) throws Exception {
    String gap = filler.repeat(60_000 / filler.length());
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:long", gap + " needle " + gap + " pin " + gap)).commit();
    }
    close();
    open();
    List<Passage> passages =
        search.search(SearchRequest.of("needle AND pin")).hits().get(0).passages();
    assertThat(passages, hasSize(2));
    assertThat(marked(passages.get(0)), contains("needle"));
    assertThat(marked(passages.get(1)), contains("pin"));
    for (Passage passage : passages) {
      assertThat(passage.text().length(), is(lessThanOrEqualTo(PassageCutter.MAX_CHARS)));
      assertThat(passage.text().codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF), is(true));
    }
  }

  @Test
  void resultIsJsonInDeclaredOrder() throws Exception {
    SearchRequest request = SearchRequest.of("bear").withFields(List.of("path"));
    SearchResult result = search.search(request);
    String json = IndexFixture.JSON.writeValueAsString(result);
    float score = result.hits().get(0).score();
    assertThat(
        json,
        is(
            "{\"total\":1,\"totalIsExact\":true,\"hits\":[{\"id\":\"n:c.txt\",\"score\":"
                + score
                + ",\"fields\":{\"path\":\"c.txt\"},\"passages\":[{\"field\":\"content\","
                + "\"text\":\"brown bear\",\"marks\":[{\"start\":6,\"end\":10}]}]}]}"));
  }

  private static List<String> marked(Passage passage) {
    return passage.marks().stream()
        .map((Mark mark) -> passage.text().substring(mark.start(), mark.end()))
        .toList();
  }
}
