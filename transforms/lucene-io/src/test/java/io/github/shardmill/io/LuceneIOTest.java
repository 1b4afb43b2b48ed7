package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LuceneIOTest {
  private static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.keyword("color").withDocValues(),
              FieldSpec.text("name"),
              FieldSpec.number("price"))
          .withSearched("name");

  @TempDir Path temp;

  @Test
  void writesAnIndexThatPlainLuceneSearches() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT.withShards(3), products(100));

    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      assertThat(reader.numDocs(), is(100));
      assertThat(reader.leaves(), hasSize(3));
      IndexSearcher searcher = new IndexSearcher(reader);
      assertThat(searcher.count(new TermQuery(new Term("id", "p42"))), is(1));
      assertThat(searcher.count(new TermQuery(new Term("name", "chair"))), is(50));
      assertThat(searcher.count(new TermQuery(new Term("color", "Red"))), is(34));
    }
  }

  @Test
  void emptyInputCommitsAnEmptyIndex() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, List.of());
    assertThat(base(index).generation(), is(1L));
    assertThat(data(index).documents(), is(0L));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 16})
  void logicalDigestDoesNotDependOnShardsOrOrder(int shards) throws IOException {
    Path one = temp.resolve("one");
    run(one, RunSettings.DEFAULT.withShards(1), products(200));
    List<String> shuffled = new ArrayList<>(products(200));
    Collections.shuffle(shuffled, new Random(shards));
    Path many = temp.resolve("many");
    run(many, RunSettings.DEFAULT.withShards(shards), shuffled);
    assertThat(data(many).digest(), equalTo(data(one).digest()));
  }

  @Test
  void everyShardNumbersTheFieldsAlike() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT.withShards(4), products(40));
    try (DirectoryReader reader = DirectoryReader.open(FSDirectory.open(index))) {
      List<List<String>> orders = new ArrayList<>();
      for (LeafReaderContext leaf : reader.leaves()) {
        List<String> names = new ArrayList<>();
        for (FieldInfo field : leaf.reader().getFieldInfos()) {
          names.add(field.number + field.name);
        }
        Collections.sort(names);
        orders.add(names);
      }
      assertThat(orders.get(0), contains("0id", "1root", "2color", "3name", "4price", "5digest"));
      assertThat(orders, everyItem(equalTo(orders.get(0))));
    }
  }

  @Test
  void rebuildReplacesEverythingInOneCommit() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, products(50));
    run(index, RunSettings.DEFAULT, products(10));
    assertThat(data(index).documents(), is(10L));
    assertThat(base(index).generation(), is(2L));
    Path fresh = temp.resolve("fresh");
    run(fresh, RunSettings.DEFAULT, products(10));
    assertThat(data(index).digest(), equalTo(data(fresh).digest()));
  }

  @Test
  void updateReplacesAndDeletesByRoot() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, products(20));
    RunSettings update = RunSettings.DEFAULT.withMode(RunPlan.Mode.UPDATE).withShards(2);
    run(index, update, List.of("p3:Green:lamp:7", "-p4", "p99:Blue:desk:1", "-nobody"));

    List<String> expected = new ArrayList<>(products(20));
    expected.removeIf(p -> p.startsWith("p3:") || p.startsWith("p4:"));
    expected.addAll(List.of("p3:Green:lamp:7", "p99:Blue:desk:1"));
    Path fresh = temp.resolve("fresh");
    run(fresh, RunSettings.DEFAULT, expected);
    assertThat(data(index).documents(), is(20L));
    assertThat(data(index).digest(), equalTo(data(fresh).digest()));
  }

  @Test
  void sameIdTwiceKeepsOneAndCountsTheOther() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, List.of("p1:Red:chair:1", "p1:Blue:desk:2", "p2:Red:lamp:3"));
    assertThat(data(index).documents(), is(2L));
    Path again = temp.resolve("again");
    run(again, RunSettings.DEFAULT, List.of("p2:Red:lamp:3", "p1:Blue:desk:2", "p1:Red:chair:1"));
    assertThat(data(again).digest(), equalTo(data(index).digest()));
  }

  @Test
  void brokenEquationIsRefusedAndThePreviousCommitStands() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, products(5));
    RunSettings checked =
        RunSettings.DEFAULT.withChecks(
            List.of(new RunPlan.Equation(List.of("documents"), List.of("never counted"))),
            List.of());
    Pipeline pipeline = Pipeline.create();
    PCollection<CommitVerdict> verdicts = write(pipeline, index, checked, products(3)).verdicts();
    PAssert.thatSingleton(verdicts)
        .satisfies(
            verdict -> {
              assertThat(verdict.kind(), is(CommitVerdict.Kind.REFUSED));
              assertThat(verdict.reason(), not(is("")));
              return null;
            });
    pipeline.run().waitUntilFinish();
    assertThat(data(index).documents(), is(5L));
    assertThat(base(index).generation(), is(1L));
  }

  @Test
  void noWorkFileOutlivesSuccess() throws IOException {
    Path index = temp.resolve("index");
    run(index, RunSettings.DEFAULT, products(30));
    Path elsewhere = Files.createDirectories(temp.resolve("elsewhere"));
    run(index, RunSettings.DEFAULT.withWorkDirectory(elsewhere.toString()), products(30));
    assertThat(list(new IndexLayout(index).work()), empty());
    assertThat(list(elsewhere), empty());
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  private static List<String> products(int count) {
    String[] colors = {"Red", "Green", "Blue"};
    return IntStream.range(0, count)
        .mapToObj(
            i -> "p" + i + ":" + colors[i % 3] + ":" + (i % 2 == 0 ? "chair" : "desk") + ":" + i)
        .collect(Collectors.toList());
  }

  private void run(Path index, RunSettings settings, List<String> products) {
    Pipeline pipeline = Pipeline.create();
    PAssert.thatSingleton(write(pipeline, index, settings, products).verdicts())
        .satisfies(
            verdict -> {
              assertThat(verdict.reason(), verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  private static LuceneWriteResult write(
      Pipeline pipeline, Path index, RunSettings settings, List<String> products) {
    return pipeline
        .apply(Create.of(products).withType(TypeDescriptors.strings()))
        .apply(
            LuceneIO.<String>write()
                .to(index.toString())
                .withSchema(SCHEMA)
                .withRun(settings)
                .withMapper(LuceneIOTest::map));
  }

  private static void map(String product, MutationEmitter emitter) throws IOException {
    if (product.startsWith("-")) {
      emitter.emit(Mutation.delete(product.substring(1)));
      return;
    }
    String[] parts = product.split(":", -1);
    emitter.emit(
        Mutation.upsert(
            IndexDocument.withId(parts[0])
                .add("color", parts[1])
                .add("name", parts[2])
                .add("price", Long.parseLong(parts[3]))
                .build()));
  }

  private static Base base(Path index) throws IOException {
    try (FSDirectory directory = FSDirectory.open(index)) {
      return Base.read(directory);
    }
  }

  private static CommitData data(Path index) throws IOException {
    return base(index).data().orElseThrow();
  }
}
