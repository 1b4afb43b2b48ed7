package io.github.shardmill.index.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.io.RunSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads back what real runs committed, where the other tests read fixtures. */
class ReadBackOfRunsTest {
  private static final List<RunPlan.Equation> EQUATIONS =
      List.of(
          new RunPlan.Equation(List.of("discovered"), List.of("indexed", "never", "failed")),
          new RunPlan.Equation(List.of("documents"), List.of("discovered", "items")));

  @TempDir private Path temp;

  private void run(Path index, RunSettings settings, List<Integer> numbers) {
    Pipeline pipeline = Pipeline.create();
    PCollection<CommitVerdict> verdicts =
        pipeline
            .apply(Create.of(numbers).withType(TypeDescriptors.integers()))
            .apply(
                LuceneIO.<Integer>write()
                    .to(index.toString())
                    .withSchema(IndexFixture.SCHEMA.withAnalyzer("english"))
                    .withRun(settings.withChecks(EQUATIONS, List.of("discovered", "failed")))
                    .withMapper(ReadBackOfRunsTest::map))
            .verdicts();
    PAssert.thatSingleton(verdicts)
        .satisfies(
            verdict -> {
              assertThat(verdict.reason(), verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  /** Number n gives a family; every 10th fails; a negative number deletes. */
  private static void map(Integer number, MutationEmitter emitter) throws IOException {
    if (number < 0) {
      emitter.emit(Mutation.delete(id(-number)));
      return;
    }
    emitter.count("discovered", 1);
    String id = id(number);
    if (number % 10 == 0) {
      emitter.count("failed", 1);
      IndexDocument.Builder failed = IndexDocument.withId(id).add("cause", "bad " + number);
      emitter.emit(Mutation.upsert(failed.add("outcome", "CORRUPT").build()));
      return;
    }
    emitter.count("indexed", 1);
    List<IndexDocument> family = new ArrayList<>();
    family.add(text(id, number));
    // Items come in the order of their container, not of their names.
    for (int item = number % 4; item > 0; item--) {
      emitter.count("items", 1);
      family.add(text(id + "!/item" + item, number + item));
    }
    emitter.emit(Mutation.upsert(family));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "n:%04d", number);
  }

  private static IndexDocument text(String id, int number) {
    return IndexFixture.document(
            id,
            "The foxes of the fields jumped. Müller \uD83D\uDE00 straße, word"
                + number % 13
                + " "
                + "x".repeat(number)
                + "\n\n— 東京")
        .add("title", "Running foxes " + number % 5)
        .addAll("keywords", List.of("z" + number % 3, "a", "Ä"))
        .build();
  }

  private static List<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed().collect(Collectors.toList());
  }

  private static void assertVerifies(Path index) throws IOException {
    VerificationReport report = IndexVerification.verify(index, ReadProgress.NONE);
    assertThat(
        report.findings().stream().filter(f -> f.severity() != Finding.Severity.SOUND).toList(),
        is(empty()));
    assertThat(report.findings().get(report.findings().size() - 1).check(), is("families"));
  }

  @Test
  void buildAndUpdateVerify() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT.withShards(3), numbers(300));
    assertVerifies(index);

    RunSettings update = RunSettings.DEFAULT.withMode(RunPlan.Mode.UPDATE).withShards(1);
    run(index, update.withRunId("second"), List.of(301, 7, 30, -8, -20));
    assertVerifies(index);
    try (CommittedIndex committed = CommittedIndex.open(index)) {
      IndexInspection inspection = IndexInspection.of(committed);
      assertThat(inspection.documentsDigest(), is(inspection.logicalDigest()));
      JsonNode run = inspection.lastRun();
      assertThat(run.path("runId").asText(), is("second"));
      assertThat(run.path("verdict").asText(), is("COMMITTED"));
      assertThat(run.path("discovered").asLong(), is(3L));
      assertThat(run.path("failed").asLong(), is(1L));
      assertThat(run.path("recordsMatch").asBoolean(), is(true));
      List<String> exceptions = new ArrayList<>();
      new ExceptionList(committed).forEach(entry -> exceptions.add(entry.id()));
      assertThat(exceptions.size(), is(29));
      assertThat(exceptions.subList(0, 2), contains("n:0010", "n:0030"));
    }
  }

  @Test
  void suggestionsAreThoseOfTheCommit() throws Exception {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT.withShards(3), numbers(100));
    RunSettings update = RunSettings.DEFAULT.withMode(RunPlan.Mode.UPDATE).withShards(1);
    run(index, update.withRunId("second"), List.of(101, -1, -2, -3, -11, -12, 13));
    assertVerifies(index);
    try (CommittedIndex committed = CommittedIndex.open(index);
        IndexSearch search = new IndexSearch(committed);
        IndexSuggestions suggestions = new IndexSuggestions(committed)) {
      SuggestResult titles = suggestions.suggest(SuggestRequest.values("RUNNING", "title"));
      assertThat(titles.suggestions().size(), is(5));
      for (SuggestResult.Suggestion title : titles.suggestions()) {
        SearchRequest phrase = SearchRequest.of("title:\"" + title.value() + "\"").withLimit(0);
        assertThat(title.value(), title.documents(), is(search.search(phrase).total()));
      }
    }
  }

  @Test
  void shardsChangeNeitherHitsNorScores() throws Exception {
    List<List<SearchResult>> results = new ArrayList<>();
    for (int shards : new int[] {1, 3, 16}) {
      Path index = temp.resolve("index" + shards);
      run(index, RunSettings.DEFAULT.withShards(shards), numbers(200));
      try (CommittedIndex committed = CommittedIndex.open(index);
          IndexSearch search = new IndexSearch(committed)) {
        List<SearchResult> found = new ArrayList<>();
        for (String query :
            List.of("fox word7", "keywords:z1 AND jump*", "\"foxes of the fields\"", "*:*")) {
          found.add(search.search(SearchRequest.of(query).withLimit(50)));
        }
        results.add(found);
      }
    }
    assertThat(results.get(1), equalTo(results.get(0)));
    assertThat(results.get(2), equalTo(results.get(0)));
  }
}
