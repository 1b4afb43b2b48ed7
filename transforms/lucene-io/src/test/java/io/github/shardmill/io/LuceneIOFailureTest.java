package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Wait;
import org.apache.beam.sdk.transforms.WithTimestamps;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.transforms.windowing.AfterPane;
import org.apache.beam.sdk.transforms.windowing.FixedWindows;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Repeatedly;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.joda.time.Duration;
import org.joda.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuceneIOFailureTest {
  private static final IndexSchema SCHEMA = IndexSchema.of(FieldSpec.text("name"));

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  /** A pipeline that fails does not wait for its workers, which would fill the directory again. */
  @AfterEach
  void awaitWorkers() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().contains("direct-runner-worker")) {
        thread.join(30_000);
      }
    }
  }

  @Test
  void whatIsRequiredIsNamed() {
    PCollection<String> input = names(Pipeline.create(), 1);
    assertThat(
        message(input, LuceneIO.<String>write().withSchema(SCHEMA).withMapper(new Naming())),
        containsString("to(directory)"));
    assertThat(
        message(input, LuceneIO.<String>write().to("x").withMapper(new Naming())),
        containsString("withSchema(schema)"));
    assertThat(
        message(input, LuceneIO.<String>write().to("x").withSchema(SCHEMA)),
        containsString("withMapper(mapper)"));
  }

  private static String message(PCollection<String> input, LuceneIO.Write<String> write) {
    return assertThrows(NullPointerException.class, () -> write.expand(input)).getMessage();
  }

  @Test
  void unboundedInputIsRefused() {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> endless =
        pipeline.apply(TestStream.create(StringUtf8Coder.of()).advanceWatermarkToInfinity());
    assertThrows(IllegalArgumentException.class, () -> endless.apply(write()));
  }

  @Test
  void budgetsThatAreTooSmallAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> write().withRamBuffer((1 << 20) - 1, 1));
    assertThrows(IllegalArgumentException.class, () -> write().withRamBuffer(1 << 20, 0));
    assertThrows(IllegalArgumentException.class, () -> write().withSpoolBuffer((1 << 16) - 1));
  }

  @Test
  void smallestBudgetsWork() throws IOException {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> many =
        pipeline.apply(
            Create.of(
                IntStream.range(0, 3_000)
                    .mapToObj(i -> i + " words ".repeat(20))
                    .collect(Collectors.toList())));
    assertCommitted(
        many.apply(
            write()
                .withSpoolBuffer(1 << 16)
                .withRamBuffer(1 << 20, 64)
                .withRun(RunSettings.DEFAULT.withShards(3))));
    pipeline.run().waitUntilFinish();
    assertThat(documents(), is(3_000L));
  }

  @Test
  void mapperThatThrowsFailsThePipelineAndPublishesNothing() throws IOException {
    Pipeline first = Pipeline.create();
    assertCommitted(names(first, 5).apply(write()));
    first.run().waitUntilFinish();

    Pipeline second = Pipeline.create();
    names(second, 50)
        .apply(
            write()
                .withMapper(
                    (name, emitter) -> {
                      if (name.equals("name 37")) {
                        throw new IOException("cannot read 37");
                      }
                      new Naming().map(name, emitter);
                    }));
    RuntimeException failure =
        assertThrows(RuntimeException.class, () -> second.run().waitUntilFinish());
    assertThat(failure.getCause().getMessage(), containsString("cannot read 37"));
    assertThat(documents(), is(5L));
    assertThat(Base.read(new IndexLayout(index)).generation(), is(1L));
  }

  @Test
  void documentThatDoesNotFitTheSchemaFailsThePipeline() {
    Pipeline pipeline = Pipeline.create();
    names(pipeline, 1)
        .apply(
            write()
                .withMapper(
                    (name, emitter) ->
                        emitter.emit(
                            Mutation.upsert(
                                IndexDocument.withId(name).add("nmae", name).build()))));
    RuntimeException failure =
        assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertThat(failure.getCause().getMessage(), containsString("no field 'nmae'"));
    assertThat(Files.exists(index.resolve("segments_1")), is(false));
  }

  @Test
  void cancelledRunPublishesNothing() throws IOException {
    String run = RunSettings.newRunId();
    RunCancellation.cancel(run);
    Pipeline pipeline = Pipeline.create();
    names(pipeline, 5).apply(write().withRun(RunSettings.DEFAULT.withRunId(run)));
    assertThrows(RuntimeException.class, () -> pipeline.run().waitUntilFinish());
    assertThat(Base.read(new IndexLayout(index)).generation(), is(-1L));
  }

  @Test
  void idOfAnEarlierRunIsRefusedWhenThePipelineIsBuilt() throws IOException {
    RunSettings nightly = RunSettings.DEFAULT.withRunId("nightly");
    Pipeline first = Pipeline.create();
    assertCommitted(names(first, 5).apply(write().withRun(nightly)));
    first.run().waitUntilFinish();
    PCollection<String> more = names(Pipeline.create(), 7);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> more.apply(write().withRun(nightly)));
    assertThat(refused.getMessage(), containsString("an earlier run had the id 'nightly'"));
    assertThat(documents(), is(5L));
  }

  @Test
  void inputInWindowsIsOneRun() throws IOException {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> windowed =
        names(pipeline, 40)
            .apply(WithTimestamps.of(name -> new Instant(1_000L * name.hashCode())))
            .apply(Window.into(FixedWindows.of(Duration.standardSeconds(5))));
    assertCommitted(windowed.apply(write()));
    pipeline.run().waitUntilFinish();
    assertThat(documents(), is(40L));
  }

  /** Each firing would build its shards anew, and the commit would take one of them. */
  @Test
  void inputWithTriggersIsOneRun() throws IOException {
    Pipeline pipeline = Pipeline.create();
    PCollection<String> triggered =
        names(pipeline, 40)
            .apply(
                Window.<String>into(new GlobalWindows())
                    .triggering(Repeatedly.forever(AfterPane.elementCountAtLeast(1)))
                    .withAllowedLateness(Duration.ZERO)
                    .accumulatingFiredPanes());
    assertCommitted(triggered.apply(write()));
    pipeline.run().waitUntilFinish();
    assertThat(documents(), is(40L));
  }

  @Test
  void othersCanWaitForTheVerdict() {
    Pipeline pipeline = Pipeline.create();
    LuceneWriteResult result = names(pipeline, 5).apply(write());
    String written = index.resolve("segments_1").toString();
    PCollection<Boolean> after =
        pipeline
            .apply("Later", Create.of("x"))
            .apply(Wait.on(result.verdicts()))
            .apply(
                MapElements.into(TypeDescriptors.booleans())
                    .via(x -> Files.exists(Path.of(written))));
    PAssert.thatSingleton(after).isEqualTo(true);
    pipeline.run().waitUntilFinish();
  }

  @Test
  void partsOfOtherStepsAreCountedAndMayBeUsedElsewhere() throws IOException {
    Pipeline pipeline = Pipeline.create();
    PCollection<RunParts> parts =
        pipeline.apply(
            "Parts",
            Create.of(RunParts.of(Tally.ofCounts(Map.of("found", 5L)), List.of()))
                .withCoder(SerializableCoder.of(RunParts.class)));
    PAssert.thatSingleton(parts.apply(Count.globally())).isEqualTo(1L);
    RunSettings checked =
        RunSettings.DEFAULT.withChecks(
            List.of(new RunPlan.Equation(List.of("found"), List.of("documents"))), List.of());
    assertCommitted(names(pipeline, 5).apply(write().withRun(checked).withParts(parts)));
    pipeline.run().waitUntilFinish();
    assertThat(documents(), is(5L));
  }

  @Test
  void pageIsWrittenBesideTheRecord() throws IOException {
    Pipeline pipeline = Pipeline.create();
    assertCommitted(
        names(pipeline, 5)
            .apply(
                write()
                    .withRun(RunSettings.DEFAULT.withRunId("run"))
                    .withPage(json -> "page of " + json.length())));
    pipeline.run().waitUntilFinish();
    IndexLayout layout = new IndexLayout(index);
    assertThat(
        Files.readString(layout.run("run").resolve("report.html")),
        is("page of " + Files.readString(layout.runRecord("run")).length()));
  }

  @Test
  void settingsAreDisplayed() {
    DisplayData shown =
        DisplayData.from(
            write()
                .withSpoolBuffer(70_000)
                .withRamBuffer(2 << 20, 3)
                .withRun(RunSettings.DEFAULT.withShards(9).withMode(RunPlan.Mode.UPDATE)));
    Map<String, Object> values =
        shown.items().stream()
            .collect(Collectors.toMap(DisplayData.Item::getKey, DisplayData.Item::getValue));
    assertThat(
        values.toString(),
        allOf(
            containsString("index=" + index),
            containsString("shards=9"),
            containsString("mode=UPDATE"),
            containsString("ramBufferBytes=" + (2 << 20)),
            containsString("concurrentShards=3"),
            containsString("spoolBufferBytes=70000")));
  }

  @Test
  void workFilesGoWhereTheyAreWanted() throws IOException {
    Path disk = Files.createDirectory(temp.resolve("disk"));
    Pipeline pipeline = Pipeline.create();
    String spool = disk.resolve("shardmill-run/spool").toString();
    assertCommitted(
        names(pipeline, 5)
            .apply(
                write()
                    .withRun(
                        RunSettings.DEFAULT.withRunId("run").withWorkDirectory(disk.toString()))
                    .withMapper(
                        (name, emitter) -> {
                          if (Files.isDirectory(Path.of(spool))) {
                            new Naming().map(name, emitter);
                          }
                        })));
    pipeline.run().waitUntilFinish();
    assertThat(documents(), is(5L));
  }

  private LuceneIO.Write<String> write() {
    return LuceneIO.<String>write()
        .to(index.toString())
        .withSchema(SCHEMA)
        .withMapper(new Naming());
  }

  private static PCollection<String> names(Pipeline pipeline, int count) {
    return pipeline.apply(
        Create.of(
            IntStream.range(0, count).mapToObj(i -> "name " + i).collect(Collectors.toList())));
  }

  private static void assertCommitted(LuceneWriteResult result) {
    PAssert.thatSingleton(result.verdicts())
        .satisfies(
            verdict -> {
              assertThat(verdict.reason(), verdict.kind(), is(CommitVerdict.Kind.COMMITTED));
              return null;
            });
  }

  private long documents() throws IOException {
    return Base.read(new IndexLayout(index)).data().orElseThrow().documents();
  }

  private static final class Naming implements MutationMapper<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void map(String name, MutationEmitter emitter) throws IOException {
      emitter.emit(Mutation.upsert(IndexDocument.withId(name).add("name", name).build()));
    }
  }
}
