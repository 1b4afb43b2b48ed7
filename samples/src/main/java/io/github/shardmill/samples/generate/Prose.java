package io.github.shardmill.samples.generate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes articles that mean nothing and look like language: words by {@link Vocabulary}, sentences
 * of 4 to 27 words, paragraphs of 2 to 7 sentences. Immutable; the random generator of the caller
 * decides everything.
 */
final class Prose {
  private static final LocalDate FIRST_DAY = LocalDate.of(2001, 1, 1);
  private static final int DAYS = 9_000;

  private final Vocabulary vocabulary;

  Prose(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Returns an article of at least {@code chars} characters and not much more. */
  Article article(SplittableRandom random, int chars) {
    List<String> paragraphs = new ArrayList<>();
    for (int written = 0;
        written < chars;
        written += paragraphs.get(paragraphs.size() - 1).length()) {
      paragraphs.add(paragraph(random, chars - written));
    }
    return titled(random, paragraphs);
  }

  /** Returns an article whose lines are table rows: a name, two numbers, a remark. */
  Article table(SplittableRandom random, int chars) {
    List<String> rows = new ArrayList<>(List.of("Item | Count | Price | Remark"));
    for (int written = 0; written < chars; written += rows.get(rows.size() - 1).length()) {
      rows.add(
          Template.filled(
              "%s | %d | %d.%02d | %s",
              capitalised(vocabulary.drawRare(random)),
              random.nextInt(1_000),
              random.nextInt(500),
              random.nextInt(100),
              words(random, 5)));
    }
    return titled(random, List.of(String.join("\n", rows)));
  }

  private Article titled(SplittableRandom random, List<String> paragraphs) {
    String title = capitalised(words(random, 2) + " " + vocabulary.drawRare(random));
    String author =
        capitalised(vocabulary.drawRare(random)) + " " + capitalised(vocabulary.drawRare(random));
    List<String> keywords = Stream.generate(() -> vocabulary.drawRare(random)).limit(3).toList();
    LocalDate written = FIRST_DAY.plusDays(random.nextInt(DAYS));
    return new Article(title, author, "en", keywords, written, paragraphs);
  }

  private String paragraph(SplittableRandom random, int charsMax) {
    StringBuilder paragraph = new StringBuilder(sentence(random));
    for (int i = 1 + random.nextInt(6); i > 0 && paragraph.length() < charsMax; i--) {
      paragraph.append(' ').append(sentence(random));
    }
    return paragraph.toString();
  }

  private String sentence(SplittableRandom random) {
    StringBuilder sentence = new StringBuilder(capitalised(vocabulary.draw(random)));
    for (int i = 3 + random.nextInt(24); i > 0; i--) {
      sentence.append(random.nextInt(12) == 0 ? ", " : " ").append(vocabulary.draw(random));
    }
    return sentence.append(random.nextInt(10) == 0 ? '?' : '.').toString();
  }

  private String words(SplittableRandom random, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> vocabulary.draw(random))
        .collect(Collectors.joining(" "));
  }

  private static String capitalised(String words) {
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
