package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.Tally.Ranked;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TallyTest {
  @Test
  void countsAddUp() {
    Tally.Builder sum = new Tally.Builder();
    sum.count("a", 2);
    sum.add(Tally.ofCounts(Map.of("a", 3L, "b", 1L)));
    Tally tally = sum.build();
    assertThat(tally.count("a"), is(5L));
    assertThat(tally.count("b"), is(1L));
    assertThat(tally.count("never"), is(0L));
  }

  @Test
  void countThatOverflowsIsAnErrorAndNotANegativeCount() {
    Tally.Builder sum = new Tally.Builder();
    sum.count("a", Long.MAX_VALUE);
    assertThrows(ArithmeticException.class, () -> sum.count("a", 1));
  }

  @Test
  void nothingIsEmpty() {
    assertThat(Tally.EMPTY.isEmpty(), is(true));
    assertThat(new Tally.Builder().build(), equalTo(Tally.EMPTY));
    assertThat(Tally.ofCounts(Map.of("a", 0L)).isEmpty(), is(false));
    Tally.Builder ranked = new Tally.Builder();
    ranked.rank("slow", "a", 1);
    assertThat(ranked.build().isEmpty(), is(false));
  }

  @Test
  void rankingKeepsTheHeaviestWhateverTheOrderAndTheParts() {
    List<Ranked> entries = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      entries.add(new Ranked("name" + i, i / 3));
    }
    List<Ranked> heaviest =
        entries.stream().sorted(Ranked.HEAVIEST_FIRST).limit(Tally.RANKED).toList();
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      Collections.shuffle(entries, random);
      Tally.Builder sum = new Tally.Builder();
      Tally.Builder part = new Tally.Builder();
      for (Ranked entry : entries) {
        part.rank("slow", entry.name(), entry.weight());
        if (random.nextInt(100) == 0) {
          sum.add(part.build());
          part = new Tally.Builder();
        }
      }
      sum.add(part.build());
      assertThat("seed " + seed, sum.build().rankings().get("slow"), equalTo(heaviest));
    }
  }

  @Test
  void builderGoesOnAfterItWasAsked() {
    Tally.Builder sum = new Tally.Builder();
    sum.rank("slow", "a", 1);
    Tally before = sum.build();
    for (int i = 0; i < 300; i++) {
      sum.rank("slow", "b" + i, 10);
    }
    assertThat(before.rankings().get("slow"), hasSize(1));
    assertThat(sum.build().rankings().get("slow"), hasSize(Tally.RANKED));
  }

  @Test
  void cannotBeChangedFromOutside() {
    SortedMap<String, Long> counts = new TreeMap<>(Map.of("a", 1L));
    List<Ranked> entries = new ArrayList<>(List.of(new Ranked("x", 1)));
    SortedMap<String, List<Ranked>> rankings = new TreeMap<>(Map.of("slow", entries));
    Tally tally = new Tally(counts, rankings);
    counts.clear();
    entries.clear();
    rankings.clear();
    assertThat(tally.count("a"), is(1L));
    assertThat(tally.rankings().get("slow"), hasSize(1));
    assertThrows(UnsupportedOperationException.class, () -> tally.counts().clear());
    assertThrows(UnsupportedOperationException.class, () -> tally.rankings().clear());
  }
}
