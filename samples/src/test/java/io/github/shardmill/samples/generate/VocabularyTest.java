package io.github.shardmill.samples.generate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.both;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.lessThan;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private static final int DRAWS = 400_000;

  @Test
  void frequenciesFallWithTheRank() {
    Map<String, Long> counts = draw(new Vocabulary(1, 10_000));

    // 1 / 3.7 against 1 / 4.7 and 1 / 12.7, ranks 1, 2 and 10 of the function words.
    double the = counts.get("the");
    assertThat(counts.get("of") / the, both(greaterThan(0.75)).and(lessThan(0.83)));
    assertThat(counts.get("for") / the, both(greaterThan(0.24)).and(lessThan(0.31)));
    assertThat(the / DRAWS, both(greaterThan(0.030)).and(lessThan(0.042)));
  }

  @Test
  void manyWordsAreRare() {
    Map<String, Long> counts = draw(new Vocabulary(1, 10_000));

    assertThat(counts.size(), greaterThan(9_500));
    assertThat(counts.values().stream().filter(count -> count < 20).count(), greaterThan(5_000L));
  }

  @Test
  void sameSeedMakesUpTheSameWords() {
    assertThat(rare(new Vocabulary(5, 2_000)), equalTo(rare(new Vocabulary(5, 2_000))));
  }

  private static Map<String, Long> draw(Vocabulary vocabulary) {
    SplittableRandom random = new SplittableRandom(42);
    return Stream.generate(() -> vocabulary.draw(random))
        .limit(DRAWS)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static List<String> rare(Vocabulary vocabulary) {
    SplittableRandom random = new SplittableRandom(42);
    return Stream.generate(() -> vocabulary.drawRare(random)).limit(50).toList();
  }
}
