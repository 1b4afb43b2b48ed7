package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.document;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.read.SearchResult.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What random documents do not show; see {@link SearchModelTest} for what they do. */
class FiltersAndFacetsTest {
  @TempDir private Path dir;
  private CommittedIndex index;
  private IndexSearch search;

  @BeforeEach
  void open() throws IOException {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture
          .add(document("n:a", "red fox").add("keywords", "Red").add("title", "Fox"))
          .add(document("n:b", "red fox, red hen").add("keywords", "red").add("title", "Hen"))
          .endSegment()
          .add(document("n:c", "fox").add("keywords", "blue"))
          .commit();
    }
    index = CommittedIndex.open(dir);
    search = new IndexSearch(index);
  }

  @AfterEach
  void close() throws IOException {
    search.close();
    index.close();
  }

  private List<String> ids(SearchFilter... filters) throws Exception {
    SearchRequest request = SearchRequest.of("fox").withFilters(List.of(filters));
    return search.search(request).hits().stream().map(Hit::id).sorted().toList();
  }

  @Test
  void filtersChangeNeitherScoresNorPassages() throws Exception {
    SearchRequest request = SearchRequest.of("fox AND hen");
    SearchFilter title = new SearchFilter.Folded("title", "HEN");

    assertThat(search.search(request.withFilters(List.of(title))), equalTo(search.search(request)));
    assertThat(ids(title), contains("n:b"));
  }

  @Test
  void withoutCompletionsFoldedIsExact() throws Exception {
    assertThat(ids(new SearchFilter.Folded("keywords", "RED")), contains("n:a", "n:b"));
    assertThat(ids(new SearchFilter.Folded("outcome", "ok")), is(empty()));
    assertThat(ids(new SearchFilter.Folded("outcome", "OK")), contains("n:a", "n:b", "n:c"));
  }

  @Test
  void noneOfNoValuesPasses() throws Exception {
    assertThat(ids(new SearchFilter.Values("path", Set.of())), is(empty()));
    assertThat(ids(new SearchFilter.AnyOf(List.of())), is(empty()));
  }

  static Stream<SearchFilter> misplaced() {
    return Stream.of(
        new SearchFilter.Values("nosuch", Set.of("a")),
        new SearchFilter.Values("size", Set.of("1")),
        new SearchFilter.Prefix("content", "a"),
        new SearchFilter.Folded("nosuch", "a"),
        new SearchFilter.Folded("content", "a"),
        new SearchFilter.Range("path", 0, 1),
        new SearchFilter.AnyOf(List.of(new SearchFilter.Range("nosuch", 0, 1))));
  }

  @ParameterizedTest
  @MethodSource("misplaced")
  void aFilterByAFieldThatIsNotOfTheKindIsRefused(SearchFilter filter) {
    InvalidSearchException e = assertThrows(InvalidSearchException.class, () -> ids(filter));
    assertThat(e.getMessage(), containsString("filter by"));
    assertThat(e.getMessage(), not(containsString("\n")));
  }

  static Stream<Facet> uncountable() {
    return Stream.of(
        Facet.values("animal", "nosuch", 1),
        Facet.values("animal", "path", 1),
        Facet.values("animal", "content", 1),
        Facet.values("animal", "size", 1),
        Facet.years("animal", List.of("modified", "outcome"), 1));
  }

  @ParameterizedTest
  @MethodSource("uncountable")
  void aFieldThatCannotBeCountedIsRefused(Facet facet) {
    SearchRequest request = SearchRequest.of("fox").withFacets(List.of(facet));
    InvalidSearchException e =
        assertThrows(InvalidSearchException.class, () -> search.search(request));
    assertThat(e.getMessage(), containsString("cannot count by animal"));
  }

  @Test
  void facetsAreInJsonOnlyWhereSomethingWasCounted() throws Exception {
    SearchRequest request = SearchRequest.of("hen").withLimit(0);
    SearchRequest counted = request.withFacets(List.of(Facet.values("tag", "keywords", 5)));

    assertThat(
        IndexFixture.JSON.writeValueAsString(search.search(request)),
        is("{\"total\":1,\"totalIsExact\":true,\"hits\":[]}"));
    assertThat(
        IndexFixture.JSON.writeValueAsString(search.search(counted)),
        is(
            "{\"total\":1,\"totalIsExact\":true,\"hits\":[],\"facets\":[{\"name\":\"tag\","
                + "\"documents\":1,\"values\":1,\"top\":[{\"value\":\"red\",\"documents\":1}]}]}"));
  }
}
