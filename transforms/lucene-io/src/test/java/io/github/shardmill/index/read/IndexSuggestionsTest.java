package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.read.SuggestResult.Suggestion;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.index.Term;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexSuggestionsTest {
  static final IndexSchema SCHEMA =
      IndexSchema.of(
          FieldSpec.text("name").withAnalyzer("words").withCompletions(),
          FieldSpec.text("title").withCompletions(),
          FieldSpec.keyword("tag").withDocValues().withCompletions(),
          FieldSpec.keyword("plain"),
          FieldSpec.number("size"),
          FieldSpec.text("content"));

  @TempDir Path dir;
  private IndexFixture fixture;

  @BeforeEach
  void start() throws IOException {
    fixture = new IndexFixture(dir, SCHEMA);
  }

  @AfterEach
  void close() throws IOException {
    fixture.close();
  }

  private void title(String id, String title) throws IOException {
    fixture.add(IndexDocument.withId(id).add("name", id).add("title", title));
  }

  private SuggestResult suggest(SuggestRequest request) throws Exception {
    fixture.commit();
    try (CommittedIndex index = CommittedIndex.open(dir);
        IndexSuggestions suggestions = new IndexSuggestions(index)) {
      return suggestions.suggest(request);
    }
  }

  private List<String> titles(String prefix) throws Exception {
    return lines(suggest(SuggestRequest.values(prefix, "title", "name")));
  }

  private static List<String> lines(SuggestResult result) {
    return result.suggestions().stream().map(s -> s.value() + " " + s.documents()).toList();
  }

  @Test
  void wholeThenFrequentThenShortThenAlphabetical() throws Exception {
    title("1", "Notes");
    title("2", "Notes on tea");
    title("3", "Notes on tea");
    title("4", "Notes on ink");
    fixture.endSegment();
    title("5", "notes of an umbrella");
    title("6", "Notes on ale");
    title("7", "Notes on tea");

    assertThat(
        titles("nótes"),
        contains(
            "Notes 1",
            "Notes on tea 3",
            "Notes on ale 1",
            "Notes on ink 1",
            "notes of an umbrella 1"));
  }

  @Test
  void theSameInAnotherCaseIsASuggestionOfItsOwn() throws Exception {
    title("1", "Été");
    title("2", "ete");
    title("3", "ETE");
    fixture.endSegment();
    title("4", "ete");

    assertThat(titles("ÊT"), contains("ete 2", "ETE 1", "Été 1"));
  }

  @Test
  void documentsWithoutATitleAreKnownByTheirName() throws Exception {
    title("report-2020.pdf", "Annual figures");
    fixture.add(IndexDocument.withId("1").add("name", "report-2021.pdf"));
    fixture.endSegment();
    fixture.add(IndexDocument.withId("2").add("name", "report-2021.pdf"));
    title("3", "report-2021.pdf");
    title("4", "***");

    assertThat(titles("report"), contains("report-2021.pdf 3"));
    assertThat(titles("annual"), contains("Annual figures 1"));
    assertThat(titles("4"), is(empty()));
  }

  @Test
  void whatNoDocumentHasAnyLongerIsGone() throws Exception {
    title("1", "Fig");
    title("2", "Fig");
    title("3", "Figure");
    fixture.endSegment();
    title("4", "Figment");
    fixture.writer().deleteDocuments(new Term("id", "1"));
    fixture.writer().deleteDocuments(new Term("id", "3"));

    assertThat(titles("fig"), contains("Fig 1", "Figment 1"));
  }

  @Test
  void everyValueOfADocumentIsSuggested() throws Exception {
    fixture.add(IndexDocument.withId("1").addAll("tag", List.of("Red", "reed", "blue")));
    fixture.add(IndexDocument.withId("2").addAll("tag", List.of("reed")));

    assertThat(lines(suggest(SuggestRequest.values("re", "tag"))), contains("reed 2", "Red 1"));
  }

  @Test
  void nothingTypedSuggestsTheMostFrequent() throws Exception {
    title("1", "b");
    title("2", "a");
    title("3", "b");

    assertThat(titles(""), contains("b 2", "a 1"));
    assertThat(lines(suggest(SuggestRequest.values("", "title").withLimit(1))), contains("b 2"));
  }

  @Test
  void vocabularyIsWhatTheAnalyserMade() throws Exception {
    fixture.add(IndexDocument.withId("1").add("content", "Umbrella umbrellas under"));
    fixture.endSegment();
    fixture.add(IndexDocument.withId("2").add("content", "UNDER the umbrella"));
    fixture.add(IndexDocument.withId("3").add("content", "unknown"));
    fixture.writer().deleteDocuments(new Term("id", "3"));

    assertThat(
        lines(suggest(SuggestRequest.terms("U", "content"))),
        contains("under 2", "umbrella 2", "umbrellas 1"));
  }

  @Test
  void workEndsAfterManyTermsAndTheResultSaysSo() throws Exception {
    IndexDocument.Builder many = IndexDocument.withId("1");
    for (int i = 0; i <= IndexSuggestions.MAX_TERMS; i++) {
      many.add("tag", String.format(Locale.ROOT, "t%07d", i));
    }
    fixture.add(many.add("tag", "t"));

    SuggestResult all = suggest(SuggestRequest.values("t", "tag"));
    assertThat(all.exhaustive(), is(false));
    assertThat(all.suggestions(), hasSize(10));
    assertThat(all.suggestions().get(0), is(new Suggestion("t", 1)));
    assertThat(suggest(SuggestRequest.values("t00000", "tag")).exhaustive(), is(true));
  }

  @Test
  void fieldsThatCannotBeSuggestedFromAreNamed() throws Exception {
    title("1", "a");
    assertThat(refusal(SuggestRequest.values("a", "nosuch")), containsString("'nosuch'"));
    assertThat(
        refusal(SuggestRequest.values("a", "plain")),
        containsString("no completions of plain; build it again"));
    assertThat(refusal(SuggestRequest.terms("a", "tag")), containsString("tag is no text"));
  }

  private String refusal(SuggestRequest request) {
    return assertThrows(InvalidSearchException.class, () -> suggest(request)).getMessage();
  }

  @Test
  void anEmptyIndexSuggestsNothing() throws Exception {
    assertThat(titles(""), is(empty()));
    assertThat(lines(suggest(SuggestRequest.terms("", "content"))), is(empty()));
  }

  @Test
  void resultIsJsonInDeclaredOrder() throws Exception {
    title("1", "a");
    assertThat(
        IndexFixture.JSON.writeValueAsString(suggest(SuggestRequest.values("A", "title"))),
        is("{\"exhaustive\":true,\"suggestions\":[{\"value\":\"a\",\"documents\":1}]}"));
  }

  @Test
  void anotherProgramsIndexHasItsCompletionsToo() throws Exception {
    title("1", "Fig");
    fixture.writer().setLiveCommitData(List.of());
    fixture.writer().commit();
    try (CommittedIndex index = CommittedIndex.open(dir);
        IndexSuggestions suggestions = new IndexSuggestions(index)) {
      assertThat(index.origin(), is(CommitOrigin.FOREIGN));
      assertThat(index.schema().has("title.completion"), is(false));
      assertThat(
          lines(suggestions.suggest(SuggestRequest.values("f", "title"))), contains("Fig 1"));
    }
  }
}
