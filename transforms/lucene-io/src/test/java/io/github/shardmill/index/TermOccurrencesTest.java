package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;

class TermOccurrencesTest {
  private record Occurrence(String term, int position) {}

  @Test
  void orderDoesNotCount() {
    List<Occurrence> text = new ArrayList<>();
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      text.add(new Occurrence("term" + random.nextInt(50), i));
    }
    String inTextOrder = sum(text);
    Collections.shuffle(text, random);
    assertThat(sum(text), equalTo(inTextOrder));
  }

  @Test
  void nearbyTermsAndPositionsAreToldApart() {
    Set<String> sums = new HashSet<>();
    Set<Occurrence> made = new HashSet<>();
    for (int length = 0; length < 40; length++) {
      String base = "x".repeat(length);
      for (String term : List.of(base, base + "y", base + "\u0000", "y" + base)) {
        for (int position = 0; position < 50; position++) {
          Occurrence occurrence = new Occurrence(term, position);
          made.add(occurrence);
          sums.add(sum(List.of(occurrence)));
        }
      }
    }
    assertThat(sums, hasSize(made.size()));
  }

  @Test
  void bytesDoNotMakeUpForTheLength() {
    List<String> terms = List.of("", "\u0000", "ay", "\u0000ax", "yxxxxxxx", "xxxxxxxx\u0000");
    Set<String> sums = new HashSet<>();
    terms.forEach(term -> sums.add(sum(List.of(new Occurrence(term, 0)))));
    assertThat(sums, hasSize(terms.size()));
  }

  @Test
  void swappedPositionsAreToldApart() {
    String one = sum(List.of(new Occurrence("a", 0), new Occurrence("b", 1)));
    String other = sum(List.of(new Occurrence("b", 0), new Occurrence("a", 1)));
    assertThat(new HashSet<>(List.of(one, other)), hasSize(2));
  }

  @Test
  void sameOccurrenceTwiceIsNotOnce() {
    Occurrence once = new Occurrence("a", 3);
    assertThat(new HashSet<>(List.of(sum(List.of(once)), sum(List.of(once, once)))), hasSize(2));
  }

  @Test
  void bytesAroundATermDoNotCount() {
    TermOccurrences within = new TermOccurrences();
    byte[] bytes = "...fourteen bytes......".getBytes(StandardCharsets.UTF_8);
    within.add(new BytesRef(bytes, 3, 14), 5);
    assertThat(text(within), equalTo(sum(List.of(new Occurrence("fourteen bytes", 5)))));
  }

  @Test
  void partsAddUpWithTheirCarries() {
    TermOccurrences all = new TermOccurrences();
    TermOccurrences sum = new TermOccurrences();
    for (int part = 0; part < 20; part++) {
      TermOccurrences one = new TermOccurrences();
      for (int i = 0; i < 10; i++) {
        one.add(new BytesRef("t" + i), part);
        all.add(new BytesRef("t" + i), part);
      }
      sum.add(one.count(), one.sumLow(), one.sumHigh());
    }
    assertThat(text(sum), equalTo(text(all)));
    assertThat(sum.count(), is(200L));
    sum.clear();
    assertThat(text(sum), equalTo(text(new TermOccurrences())));
  }

  private static String sum(List<Occurrence> occurrences) {
    TermOccurrences terms = new TermOccurrences();
    occurrences.forEach(o -> terms.add(new BytesRef(o.term()), o.position()));
    return text(terms);
  }

  private static String text(TermOccurrences terms) {
    return terms.count() + " " + terms.sumLow() + " " + terms.sumHigh();
  }
}
