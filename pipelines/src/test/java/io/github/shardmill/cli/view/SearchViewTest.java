package io.github.shardmill.cli.view;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.cli.view.SearchResults.SearchHit;
import io.github.shardmill.cli.view.SearchResults.Snippet;
import io.github.shardmill.cli.view.SearchResults.Span;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchViewTest {
  private static final SearchResults RESULTS =
      new SearchResults(
          "word",
          1_200,
          false,
          4,
          List.of(
              new SearchHit(
                  "notes:a\u001b.md",
                  1.23456,
                  Map.of("title", List.of("The\ntitle")),
                  List.of(
                      new Snippet(
                          "content",
                          "a word,\nanother word",
                          List.of(span(2, 6), span(16, 20)))))));

  private static Span span(int start, int end) {
    return new Span(start, end);
  }

  private static String text(boolean emphasis) {
    StringWriter out = new StringWriter();
    SearchView.printText(RESULTS, new PrintWriter(out), emphasis);
    return out.toString();
  }

  @Test
  void textIsPlainWhereNobodyLooks() {
    assertThat(
        text(false),
        is(
            """
            more than 1,200 hits in 4 ms, the best 1 shown

            1. notes:a\\u001b.md  (1.235)
                The title
                a word, another word
            """));
  }

  @Test
  void matchesAreBoldOnATerminal() {
    assertThat(
        text(true), containsString("a \u001b[1mword\u001b[0m, another \u001b[1mword\u001b[0m\n"));
  }

  @Test
  void aPassageCannotBringItsOwnEmphasis() {
    SearchResults hostile =
        new SearchResults(
            "x",
            1,
            true,
            1,
            List.of(
                new SearchHit(
                    "a",
                    1,
                    Map.of(),
                    List.of(new Snippet("content", "\ue000x\u001b", List.of())))));
    StringWriter out = new StringWriter();
    SearchView.printText(hostile, new PrintWriter(out), true);

    assertThat(out.toString(), not(containsString("\u001b[1mx")));
  }

  @Test
  void jsonHasTheNamesThatScriptsRead() throws Exception {
    StringWriter out = new StringWriter();
    SearchView.printJson(RESULTS, new PrintWriter(out));

    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("query").asText(), is("word"));
    assertThat(json.get("totalHits").asLong(), is(1_200L));
    assertThat(json.get("totalHitsExact").asBoolean(), is(false));
    JsonNode hit = json.get("hits").get(0);
    assertThat(hit.get("id").asText(), is("notes:a\u001b.md"));
    assertThat(hit.get("fields").get("title").get(0).asText(), is("The\ntitle"));
    JsonNode snippet = hit.get("snippets").get(0);
    assertThat(snippet.get("text").asText(), is("a word,\nanother word"));
    assertThat(snippet.get("matches").get(1).get("end").asInt(), is(20));
  }
}
