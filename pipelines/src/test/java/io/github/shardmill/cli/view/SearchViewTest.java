package io.github.shardmill.cli.view;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.SearchResult.Hit;
import io.github.shardmill.index.read.SearchResult.Mark;
import io.github.shardmill.index.read.SearchResult.Passage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SearchViewTest {
  private static final Map<String, Object> FIELDS =
      Map.of(
          "title",
          "The\ntitle",
          "content_type",
          "text/markdown",
          "size",
          1_200L,
          "modified",
          0L,
          "outcome",
          "TRUNCATED",
          "tags",
          List.of("a", "b"));

  private static final SearchResult RESULT =
      new SearchResult(
          1_200,
          false,
          List.of(
              new Hit(
                  "notes:a\u001b.md",
                  1.23456f,
                  FIELDS,
                  List.of(
                      new Passage(
                          "content",
                          "a word, another word",
                          List.of(new Mark(2, 6), new Mark(16, 20)))))));

  private static String text(SearchResult result, boolean emphasis, String... fields) {
    StringWriter out = new StringWriter();
    new SearchView(List.of(fields), emphasis).printText(result, new PrintWriter(out));
    return out.toString();
  }

  @Test
  void textTellsWhatOneWantsToKnowOfAFile() {
    assertThat(
        text(RESULT, false),
        is(
            """
            at least 1,200 hits, the best 1 are shown

            1. notes:a\\u001b.md  (1.235)
                The title
                text/markdown, 1.2 kB, 1970-01-01 00:00:00Z, TRUNCATED
                a word, another word
            """));
  }

  @Test
  void othersWithTheSameBytesAreCounted() {
    Hit hit = new Hit("a", 1, Map.of(), List.of(), 1_200);
    assertThat(
        text(new SearchResult(1_201, true, List.of(hit)), false),
        containsString("1. a  (1.000)\n    and 1,200 more with the same bytes\n"));
  }

  @Test
  void fieldsThatWereAskedForAreShownInThatOrder() {
    assertThat(
        text(RESULT, false, "tags", "size", "nothing"),
        containsString("\n    tags: a, b\n    size: 1.2 kB\n    a word"));
  }

  @Test
  void inANameEveryCharacterCounts() {
    Hit hit = new Hit("a", 1, Map.of("path", "a\nb", "title", "a\nb"), List.of());

    assertThat(
        text(new SearchResult(1, true, List.of(hit)), false, "path", "title"),
        containsString("\n    path: a\\nb\n    title: a b\n"));
  }

  @Test
  void matchesAreBoldOnATerminal() {
    assertThat(
        text(RESULT, true),
        containsString("a \u001b[1mword\u001b[0m, another \u001b[1mword\u001b[0m\n"));
  }

  @Test
  void aPassageCannotBringItsOwnEmphasis() {
    Passage hostile = new Passage("content", "\ue000x\u001b[1my", List.of());
    SearchResult result =
        new SearchResult(1, true, List.of(new Hit("a", 1, Map.of(), List.of(hostile))));

    assertThat(text(result, true), containsString("\n    x [1my\n"));
    assertThat(text(result, true), not(containsString("\u001b[1mx")));
  }

  @Test
  void jsonHasTheNamesThatScriptsRead() throws Exception {
    StringWriter out = new StringWriter();
    JsonPrinter.print(new PrintWriter(out), RESULT);

    JsonNode json = JsonMapper.builder().build().readTree(out.toString());
    assertThat(json.get("total").asLong(), is(1_200L));
    assertThat(json.get("totalIsExact").asBoolean(), is(false));
    JsonNode hit = json.get("hits").get(0);
    assertThat(hit.get("id").asText(), is("notes:a\u001b.md"));
    assertThat(hit.get("fields").get("title").asText(), is("The\ntitle"));
    assertThat(hit.get("passages").get(0).get("marks").get(1).get("end").asInt(), is(20));
  }
}
