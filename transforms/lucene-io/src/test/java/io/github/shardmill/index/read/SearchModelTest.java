package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.read.SuggestResult.Suggestion;
import io.github.shardmill.index.schema.CompletionTerm;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Suggestions, filters and facets over random documents that were replaced and deleted, in several
 * segments, against a map that is looked through from end to end.
 */
class SearchModelTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.text("name").withAnalyzer("words").withCompletions(),
              FieldSpec.text("title").withCompletions(),
              FieldSpec.keyword("tag").withDocValues().withCompletions(),
              FieldSpec.keyword("type").withDocValues(),
              FieldSpec.number("created"),
              FieldSpec.number("modified"),
              FieldSpec.text("content"))
          .withSearched("content");

  private static final String[] PIECES = {
    "a", "A", "á", "b", "ß", "ss", " ", "  ", "c", "ø", "É", "e", "Ж", "ж", "漢", "😀", "-", "\t"
  };

  private static final String[] WORDS = {"ant", "ante", "Anton", "bee", "beet", "Cow", "cows"};
  private static final String[] TYPES = {"text/plain", "text/html", "application/pdf"};

  @TempDir Path dir;
  private Random random;
  private String seed;

  /** What a document was given. */
  private record Animal(
      Optional<String> title,
      String name,
      Set<String> tags,
      String type,
      Optional<Long> created,
      long modified,
      String content) {
    IndexDocument.Builder document(String id) {
      IndexDocument.Builder document =
          IndexDocument.withId(id)
              .add("name", name)
              .addAll("tag", tags)
              .add("type", type)
              .add("modified", modified)
              .add("content", content);
      title.ifPresent(value -> document.add("title", value));
      created.ifPresent(value -> document.add("created", value));
      return document;
    }

    String shown() {
      return title.orElse(name);
    }

    boolean contains(String word) {
      return List.of(content.toLowerCase(Locale.ROOT).split(" ")).contains(word);
    }
  }

  @RepeatedTest(30)
  void theIndexAnswersAsTheDocumentsWould(RepetitionInfo repetition) throws Exception {
    seed = "seed " + repetition.getCurrentRepetition();
    random = new Random(repetition.getCurrentRepetition());
    Map<String, Animal> model = new TreeMap<>();
    try (IndexFixture fixture = new IndexFixture(dir, SCHEMA)) {
      for (int step = random.nextInt(150); step > 0; step--) {
        change(fixture, model);
      }
      fixture.commit();
      try (CommittedIndex index = CommittedIndex.open(dir);
          IndexSuggestions suggestions = new IndexSuggestions(index);
          IndexSearch search = new IndexSearch(index)) {
        for (int i = 0; i < 20; i++) {
          compareSuggestions(suggestions, model);
          compareSearch(search, model);
        }
      }
    }
  }

  private void change(IndexFixture fixture, Map<String, Animal> model) throws Exception {
    String id = "n:" + random.nextInt(60);
    fixture.writer().deleteDocuments(new Term("id", id));
    model.remove(id);
    if (random.nextInt(4) > 0) {
      Animal animal = animal();
      fixture.add(animal.document(id));
      model.put(id, animal);
    }
    if (random.nextInt(20) == 0) {
      fixture.endSegment();
    }
  }

  private Animal animal() {
    Set<String> tags = new LinkedHashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      tags.add(text(1, 2));
    }
    List<String> words = new ArrayList<>();
    for (int i = random.nextInt(6); i >= 0; i--) {
      words.add(WORDS[random.nextInt(WORDS.length)]);
    }
    return new Animal(
        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(text(1, 3)),
        text(1, 3),
        tags,
        TYPES[random.nextInt(TYPES.length)],
        random.nextBoolean() ? Optional.of(time()) : Optional.empty(),
        time(),
        String.join(" ", words));
  }

  private String text(int least, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  /** Between 1969 and 1972, often the first or last millisecond of a year. */
  private long time() {
    long year = 365L * 24 * 3600 * 1000;
    return random.nextInt(4) * year - year - random.nextInt(3) + 1;
  }

  private void compareSuggestions(IndexSuggestions suggestions, Map<String, Animal> model)
      throws Exception {
    String prefix = text(0, 2);
    int limit = 1 + random.nextInt(12);
    Function<Animal, Stream<String>> shown = animal -> Stream.of(animal.shown());
    assertThat(
        seed + ": titles of '" + prefix + "'",
        suggestions
            .suggest(SuggestRequest.values(prefix, "title", "name").withLimit(limit))
            .suggestions(),
        equalTo(expectedValues(model, shown, prefix, limit)));
    assertThat(
        seed + ": tags of '" + prefix + "'",
        suggestions.suggest(SuggestRequest.values(prefix, "tag").withLimit(limit)).suggestions(),
        equalTo(expectedValues(model, animal -> animal.tags().stream(), prefix, limit)));
    String word = WORDS[random.nextInt(WORDS.length)];
    String start = word.substring(0, random.nextInt(word.length()));
    assertThat(
        seed + ": terms of '" + start + "'",
        suggestions.suggest(SuggestRequest.terms(start, "content").withLimit(limit)).suggestions(),
        equalTo(expectedTerms(model, start.toLowerCase(Locale.ROOT), limit)));
  }

  private static List<Suggestion> expectedValues(
      Map<String, Animal> model,
      Function<Animal, Stream<String>> values,
      String prefix,
      int limit) {
    String typed = CompletionTerm.beginningWith(prefix).utf8ToString();
    Map<String, Long> counts = counts(model, values, value -> folded(value).startsWith(typed));
    Comparator<Suggestion> order =
        Comparator.comparing((Suggestion s) -> folded(s.value()).equals(typed) ? 0 : 1)
            .thenComparing(Suggestion::documents, Comparator.reverseOrder())
            .thenComparing(s -> s.value().codePoints().count())
            .thenComparing(s -> CompletionTerm.of(s.value()));
    return ranked(counts, order, limit);
  }

  private static List<Suggestion> expectedTerms(
      Map<String, Animal> model, String prefix, int limit) {
    Map<String, Long> counts =
        counts(
            model,
            animal -> Stream.of(animal.content().toLowerCase(Locale.ROOT).split(" ")).distinct(),
            word -> word.startsWith(prefix));
    Comparator<Suggestion> order =
        Comparator.comparing(Suggestion::documents, Comparator.reverseOrder())
            .thenComparing(s -> s.value().length())
            .thenComparing(Suggestion::value);
    return ranked(counts, order, limit);
  }

  private static Map<String, Long> counts(
      Map<String, Animal> model,
      Function<Animal, Stream<String>> values,
      Predicate<String> counted) {
    Map<String, Long> counts = new HashMap<>();
    model.values().stream()
        .flatMap(values)
        .filter(counted)
        .forEach(value -> counts.merge(value, 1L, Long::sum));
    return counts;
  }

  private static List<Suggestion> ranked(
      Map<String, Long> counts, Comparator<Suggestion> order, int limit) {
    return counts.entrySet().stream()
        .map(count -> new Suggestion(count.getKey(), count.getValue()))
        .sorted(order)
        .limit(limit)
        .toList();
  }

  private static String folded(String value) {
    String key = CompletionTerm.equalTo(value).utf8ToString();
    return key.substring(0, key.length() - 1);
  }

  private void compareSearch(IndexSearch search, Map<String, Animal> model) throws Exception {
    List<SearchFilter> filters = new ArrayList<>();
    Map<String, Animal> found = new TreeMap<>(model);
    boolean all = random.nextBoolean();
    found.values().removeIf(animal -> !all && !animal.contains("bee"));
    for (int i = random.nextInt(3); i > 0; i--) {
      found.values().removeIf(filter(filters).negate());
    }
    int limit = 1 + random.nextInt(5);
    SearchRequest request =
        SearchRequest.of(all ? "*:*" : "bee")
            .withLimit(100)
            .withFilters(filters)
            .withFacets(
                List.of(
                    Facet.values("tags", "tag", limit),
                    Facet.values("types", "type", limit),
                    Facet.years("years", List.of("created", "modified"), limit)));
    SearchResult result = search.search(request);

    assertThat(
        seed + ": " + filters,
        result.hits().stream().map(SearchResult.Hit::id).sorted().toList(),
        equalTo(List.copyOf(found.keySet())));
    assertThat(search.search(request.withLimit(0)).total(), is((long) found.size()));
    assertThat(
        seed + ": " + filters,
        result.facets(),
        equalTo(
            List.of(
                expected("tags", found, animal -> animal.tags().stream(), limit),
                expected("types", found, animal -> Stream.of(animal.type()), limit),
                expected("years", found, animal -> Stream.of(year(animal)), limit))));
  }

  /** Adds a random filter; returns what it lets pass. */
  private Predicate<Animal> filter(List<SearchFilter> filters) {
    switch (random.nextInt(4)) {
      case 0 -> {
        String tag = text(1, 2);
        filters.add(new SearchFilter.Folded("tag", tag));
        return animal ->
            animal.tags().stream().map(SearchModelTest::folded).anyMatch(folded(tag)::equals);
      }
      case 1 -> {
        filters.add(new SearchFilter.Values("type", Set.of(TYPES[0], TYPES[2])));
        return animal -> !animal.type().equals(TYPES[1]);
      }
      case 2 -> {
        filters.add(
            new SearchFilter.AnyOf(
                List.of(
                    new SearchFilter.Prefix("type", "text/"),
                    new SearchFilter.Values("type", Set.of("nothing")))));
        return animal -> animal.type().startsWith("text/");
      }
      default -> {
        long since = time();
        filters.add(new SearchFilter.Range("modified", since, Long.MAX_VALUE));
        return animal -> animal.modified() >= since;
      }
    }
  }

  private static String year(Animal animal) {
    long millis = animal.created().orElse(animal.modified());
    return String.valueOf(Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).getYear());
  }

  private static FacetCounts expected(
      String name, Map<String, Animal> found, Function<Animal, Stream<String>> values, int limit) {
    Map<String, Long> counts = counts(found, values, value -> true);
    List<FacetCounts.Count> top =
        counts.entrySet().stream()
            .map(count -> new FacetCounts.Count(count.getKey(), count.getValue()))
            .sorted(
                Comparator.comparing(FacetCounts.Count::documents, Comparator.reverseOrder())
                    .thenComparing(count -> new BytesRef(count.value())))
            .limit(limit)
            .toList();
    long documents =
        found.values().stream().filter(a -> values.apply(a).findAny().isPresent()).count();
    return new FacetCounts(name, documents, counts.size(), top);
  }
}
