package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.read.Facet;
import io.github.shardmill.index.read.SearchFilter;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.pipeline.read.FileQueries;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Filters, facets and suggestions, from arguments to what is asked of the engine. */
class SearchOptionsTest {
  private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

  private final CommandLineHarness harness = new CommandLineHarness();

  private SearchRequest search(String... arguments) {
    assertThat(harness.err(), harness.run(arguments), is(0));
    return harness.operations.searches.get(harness.operations.searches.size() - 1);
  }

  @Test
  void everyTagNarrowsDownAndSourcesAndTypesAreAlternatives() {
    SearchRequest request =
        search(
            "search",
            "idx",
            "word",
            "--tag=a",
            "--source=x",
            "--type=pdf",
            "--tag",
            "b",
            "--source=y",
            "--type",
            "text/",
            "--since=2026-01-31");

    assertThat(
        request.filters(),
        contains(
            FileQueries.tagged("a"),
            FileQueries.tagged("b"),
            FileQueries.ofSources(List.of("x", "y")),
            FileQueries.ofTypes(List.of("pdf", "text/")),
            FileQueries.modifiedSince(Instant.parse("2026-01-31T00:00:00Z").toEpochMilli())));
    assertThat(request.query(), is("word"));
  }

  @Test
  void withoutAQueryAFilterOrFacetsFindAllFiles() {
    assertThat(search("search", "idx", "--tag=a").query(), is("*:*"));
    assertThat(search("search", "idx", "--facets").query(), is("*:*"));
    assertThat(harness.run("search", "idx"), is(1));
    assertThat(harness.err(), containsString("shardmill: name what to search for"));
  }

  @Test
  void facetsAreCountedWhenAskedFor() {
    assertThat(search("search", "idx", "word").facets(), is(empty()));
    assertThat(search("search", "idx", "--facets", "word").facets(), is(FileQueries.facets(10)));
    List<Facet> three = search("search", "idx", "word", "--facets", "--facet-limit=3").facets();
    assertThat(three.stream().map(Facet::name).toList(), contains("tag", "source", "type", "year"));
    assertThat(three.stream().map(Facet::limit).distinct().toList(), contains(3));
    assertThat(harness.run("search", "idx", "word", "--facets", "--facet-limit=0"), is(1));
    assertThat(harness.err(), containsString("a facet has 1 to 10000 values, not 0"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-31, 2026-01-31T00:00:00Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "12h, 2026-03-10T00:00:00Z",
    "7d, 2026-03-03T12:00:00Z",
    "4 W, 2026-02-10T12:00:00Z",
    "0d, 2026-03-10T12:00:00Z",
  })
  void aMomentIsADayOrAnAge(String text, Instant moment) {
    assertThat(Since.parse(text, NOW).moment(), is(moment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yesterday", "", "7", "7m", "-7d", "2026", "2026-02-30", "31.1.2026"})
  void anythingElseIsWrongUsage(String text) {
    assertThat(harness.run("search", "idx", "word", "--since=" + text), is(1));
    assertThat(harness.err(), containsString("'" + text + "'"));
  }

  @ParameterizedTest
  @CsvSource({"image", "Image/"})
  void theFirstHalfOfAMediaTypeIsAllThatBeginSo(String type) {
    assertThat(
        FileQueries.ofTypes(List.of(type)),
        is(new SearchFilter.AnyOf(List.of(new SearchFilter.Prefix("content_type", "image/")))));
  }

  @Test
  void suggestionsAreTitlesUnlessTagsOrTermsAreAskedFor() {
    assertThat(harness.run("suggest", "idx", "annual", "rep"), is(0));
    assertThat(harness.run("suggest", "idx", "pro", "--tags", "-n", "3"), is(0));
    assertThat(harness.run("suggest", "idx", "wo", "--terms"), is(0));
    assertThat(harness.run("suggest", "idx", ""), is(0));

    assertThat(
        harness.operations.suggestions,
        contains(
            SuggestRequest.values("annual rep", "title", "name"),
            FileQueries.tags("pro").withLimit(3),
            SuggestRequest.terms("wo", "content"),
            FileQueries.titles("")));
  }

  @Test
  void suggestionsAreATableOfOneLineEach() {
    harness.run("suggest", "idx", "a");
    harness.run("suggest", "idx", "none", "--tags");
    harness.operations.exhaustive = false;
    harness.run("suggest", "idx", "a", "--terms");

    assertThat(
        harness.out(),
        is(
            """
            documents  title
                1,200  a b
            no tag begins like this
            documents  word
                1,200  a b
            more begin like this than were looked at; a longer beginning tells them apart
            """));
  }

  @Test
  void suggestionsAsJsonAreAsTheDocumentsHaveThem() {
    harness.run("suggest", "idx", "a", "--json");

    assertThat(harness.out(), containsString("\"value\" : \"a\\nb\",\n      \"documents\" : 1200"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "idx | PREFIX",
        "idx a --tags --terms | mutually exclusive",
        "idx a --limit=0 | limit is 1 to 10000, not 0",
      })
  void wrongUsageIsNamed(String arguments, String message) {
    assertThat(harness.run(("suggest " + arguments).split(" ", -1)), is(1));
    assertThat(harness.err(), containsString(message));
    assertThat(harness.operations.suggestions, hasSize(0));
  }
}
