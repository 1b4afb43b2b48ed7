package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.read.SearchResult.Hit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UniqueHitsTest {
  @TempDir private Path dir;

  private static IndexDocument.Builder document(String id, String hash, String content) {
    return IndexDocument.withId(id)
        .add("sha256", hash)
        .add("outcome", "OK")
        .add("content", content);
  }

  private SearchResult search(SearchRequest request) throws Exception {
    try (CommittedIndex index = CommittedIndex.open(dir);
        IndexSearch search = new IndexSearch(index)) {
      return search.search(request);
    }
  }

  private static List<String> shown(SearchResult result) {
    return result.hits().stream().map(hit -> hit.id() + " +" + hit.others()).toList();
  }

  @Test
  void bestOfThoseWithOneValueIsShownWithTheNumberOfTheOthers() throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.add(document("n:d", "x", "rye")).add(document("n:b", "x", "rye")).endSegment();
      fixture.add(document("n:a", "y", "rye and spelt")).add(document("n:c", "x", "rye"));
      fixture.add(document("n:e", "x", "oats")).add(document("n:f", "", "rye"));
      fixture.add(document("n:g", "", "rye")).commit();
    }
    SearchRequest unique = SearchRequest.of("rye").withUnique("sha256");
    SearchResult all = search(unique);
    assertThat(shown(all), contains("n:b +2", "n:f +0", "n:g +0", "n:a +0"));
    assertThat(all.total(), is(6L));
    assertThat(shown(search(unique.withLimit(2))), contains("n:b +2", "n:f +0"));
    assertThat(search(unique.withLimit(0)).total(), is(6L));
  }

  @Test
  void hitsAreTheFirstOfEachValueOfAllHits() throws Exception {
    Random random = new Random(5);
    try (IndexFixture fixture = new IndexFixture(dir)) {
      for (int i = 0; i < 300; i++) {
        int value = random.nextInt(40) * random.nextInt(2);
        String hash = random.nextInt(10) == 0 ? "" : "h" + value;
        String content = "rye " + "spelt ".repeat(random.nextInt(6));
        fixture.add(document(String.format(Locale.ROOT, "n:%03d", i), hash, content));
        if (random.nextInt(50) == 0) {
          fixture.endSegment();
        }
      }
      fixture.commit();
    }
    SearchRequest request =
        SearchRequest.of("rye spelt").withFields(List.of("sha256")).withPassages(0);
    Map<Object, Hit> first = new LinkedHashMap<>();
    for (Hit hit : search(request.withLimit(1_000)).hits()) {
      first.putIfAbsent(hit.fields().getOrDefault("sha256", hit.id()), hit);
    }
    List<Hit> expected = new ArrayList<>(first.values());
    for (int limit : new int[] {1, 3, 10, 20, 1_000}) {
      List<Hit> hits = search(request.withUnique("sha256").withLimit(limit)).hits();
      assertThat(
          hits.stream().map(hit -> hit.id() + hit.score()).toList(),
          is(expected.stream().limit(limit).map(hit -> hit.id() + hit.score()).toList()));
    }
  }

  @Test
  void othersAreInJsonWhereThereAreAny() throws IOException {
    Hit alone = new Hit("a", 1, Map.of(), List.of());
    assertThat(
        IndexFixture.JSON.writeValueAsString(alone),
        is("{\"id\":\"a\",\"score\":1.0,\"fields\":{},\"passages\":[]}"));
    assertThat(
        IndexFixture.JSON.writeValueAsString(alone.withOthers(2)), containsString("\"others\":2"));
  }

  @Test
  void fieldThatIsNotThereAndTooManyHitsAreRefused() throws Exception {
    try (IndexFixture fixture = new IndexFixture(dir)) {
      fixture.commit();
    }
    SearchRequest other = SearchRequest.of("rye").withUnique("nothing");
    assertThrows(InvalidSearchException.class, () -> search(other));
    SearchRequest unique = SearchRequest.of("rye").withUnique("sha256");
    assertThrows(
        IllegalArgumentException.class, () -> unique.withLimit(SearchRequest.MAX_UNIQUE + 1));
  }
}
