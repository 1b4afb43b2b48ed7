package io.github.shardmill.index.schema;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NamedAnalyzersTest {
  static Stream<String> names() {
    return NamedAnalyzers.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyNameMakesAnAnalyserThatWorks(String name) throws IOException {
    try (Analyzer analyzer = NamedAnalyzers.create(name)) {
      assertThat(tokens(analyzer, "field", "Computer 2024 компьютер 電腦"), not(empty()));
    }
  }

  @Test
  void allLanguagesOfTheAnalysisModuleAreThere() {
    assertThat(NamedAnalyzers.names(), hasSize(44));
    assertThat(NamedAnalyzers.names(), hasItems("standard", "keyword", "german", "thai", "cjk"));
  }

  @Test
  void unknownNameIsAnsweredWithTheNamesThereAre() {
    IllegalArgumentException unknown =
        assertThrows(IllegalArgumentException.class, () -> NamedAnalyzers.create("Standard"));
    assertThat(unknown.getMessage(), containsString("no analyser 'Standard'; there are arabic, "));
  }

  @Test
  void eachTextFieldHasTheAnalyserOfItsNameAndAllOthersAreTakenAsTheyAre() throws IOException {
    IndexSchema schema =
        IndexSchema.of(
                FieldSpec.text("plain"),
                FieldSpec.text("stemmed").withAnalyzer("english"),
                FieldSpec.keyword("exact"))
            .withAnalyzer("whitespace");
    try (Analyzer analyzer = NamedAnalyzers.forSchema(schema)) {
      assertThat(tokens(analyzer, "plain", "The Foxes"), contains("The", "Foxes"));
      assertThat(tokens(analyzer, "stemmed", "The Foxes"), contains("fox"));
      assertThat(tokens(analyzer, "exact", "The Foxes"), contains("The Foxes"));
      assertThat(tokens(analyzer, "not in the schema", "The Foxes"), contains("The Foxes"));
      assertThat(tokens(analyzer, "plain", "Again The"), contains("Again", "The"));
    }
  }

  private static List<String> tokens(Analyzer analyzer, String field, String text)
      throws IOException {
    List<String> tokens = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream(field, text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        tokens.add(term.toString());
      }
      stream.end();
    }
    return tokens;
  }
}
