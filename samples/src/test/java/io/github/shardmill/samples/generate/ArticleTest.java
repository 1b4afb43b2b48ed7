package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArticleTest {
  private static final String TEXT =
      """
      title: A: b
      author: C
      language: en
      keywords: d e, f
      written: 2026-01-02

      one two three
      four | five

      six
      """;

  @Test
  void articleIsReadFromItsText() {
    assertThat(
        Article.parse(TEXT),
        equalTo(
            new Article(
                "A: b",
                "C",
                "en",
                List.of("d e", "f"),
                LocalDate.of(2026, 1, 2),
                List.of("one two three\nfour | five", "six"))));
  }

  @Test
  void headWithoutAnAuthorIsRefused() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> Article.parse(TEXT.replace("author: C\n", "")));

    assertThat(refused.getMessage(), containsString("title: A: b"));
  }

  @Test
  void linesAreWrappedBetweenWords() {
    assertThat(
        Article.parse(TEXT).wrapped(8),
        contains("one two", "three", "four |", "five", "", "six", ""));
  }

  @Test
  void rowsAreLinesCutAtBars() {
    assertThat(
        Article.parse(TEXT).rows(),
        contains(List.of("one two three"), List.of("four", "five"), List.of("six")));
  }
}
