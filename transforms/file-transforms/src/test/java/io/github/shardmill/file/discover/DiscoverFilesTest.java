package io.github.shardmill.file.discover;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;
import org.apache.beam.sdk.runners.PTransformOverride;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.display.DisplayData;
import org.apache.beam.sdk.util.construction.PTransformMatchers;
import org.apache.beam.sdk.util.construction.SplittableParDo;
import org.apache.beam.sdk.util.construction.SplittableParDoNaiveBounded;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollection.IsBounded;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoverFilesTest {
  private static final BatchLimits SINGLE = BatchLimits.DEFAULT.withMaxFiles(1);

  @TempDir Path root;

  private final Pipeline pipeline = Pipeline.create();

  @Test
  void filesComeInBatchesAndASummary() throws Exception {
    Trees.files(root, "a", "d/b", "e");
    Trees.file(root, new byte[] {'f', (byte) 0xff});

    PCollectionTuple found = discover(DiscoverFiles.create());

    PAssert.that(found.get(DiscoverFiles.BATCHES))
        .satisfies(batches -> assertPaths(batches, "a", "d/b", "e", "f%FF"));
    PAssert.that(found.get(DiscoverFiles.SUMMARIES))
        .containsInAnyOrder(new DiscoverySummary("s", 4, 7, 0, 0, 0, List.of()));
    run();
  }

  @Test
  void outputIsBounded() {
    PCollectionTuple found = discover(DiscoverFiles.create());
    assertThat(found.get(DiscoverFiles.BATCHES).isBounded(), is(IsBounded.BOUNDED));
    assertThat(found.get(DiscoverFiles.SUMMARIES).isBounded(), is(IsBounded.BOUNDED));
  }

  @Test
  void emptyRootGivesASummaryOnly() {
    PCollectionTuple found = discover(DiscoverFiles.create());
    PAssert.that(found.get(DiscoverFiles.BATCHES)).empty();
    PAssert.that(found.get(DiscoverFiles.SUMMARIES))
        .containsInAnyOrder(new DiscoverySummary("s", 0, 0, 0, 0, 0, List.of()));
    run();
  }

  @Test
  void everySourceGivesItsFilesAndOneSummaryHoweverOftenItIsResumed(@TempDir Path other)
      throws Exception {
    for (int i = 100; i < 400; i++) {
      Trees.file(root, "d" + i % 9 + "/" + i);
      Trees.file(root, ".hidden/" + i);
    }
    Trees.files(other, "one");
    Source second = new Source("t", other.toUri().toString());

    PCollectionTuple found =
        discover(
            DiscoverFiles.create().withBatchLimits(SINGLE),
            Trees.tree(root),
            SourceSpec.tree(second));

    PAssert.that(found.get(DiscoverFiles.BATCHES))
        .satisfies(
            batches -> {
              List<FileEntry> files = entries(batches);
              assertThat(files, hasSize(301));
              assertThat(Set.copyOf(files), hasSize(301));
              return null;
            });
    PAssert.that(found.get(DiscoverFiles.SUMMARIES))
        .containsInAnyOrder(
            new DiscoverySummary("s", 600, 300 * 6 + 300 * 11, 300, 0, 0, List.of()),
            new DiscoverySummary("t", 1, 3, 0, 0, 0, List.of()));
    run();
  }

  @Test
  void recordsAreWrittenAndNamedInTheSummary(@TempDir Path records) throws Exception {
    Trees.files(root, "a", ".b", ".c/d", "e/f", "g");
    Path directory = records.resolve("new");
    FileFilter filter = FileFilter.DEFAULT.withPrune(true);

    PCollectionTuple found =
        discover(
            DiscoverFiles.create()
                .withRecordsDirectory(directory)
                .withBatchLimits(SINGLE)
                .withFilter(filter));

    String uri = directory.toUri().toString();
    PAssert.thatSingleton(found.get(DiscoverFiles.SUMMARIES))
        .satisfies(summary -> assertRecords(summary, uri));
    run();
    assertThat(Trees.names(directory), hasSize(1));
  }

  @Test
  void largeFileTravelsAlone() throws Exception {
    Trees.files(root, "a", "b", "large one", "y", "z");
    PCollectionTuple found =
        discover(DiscoverFiles.create().withBatchLimits(new BatchLimits(100, 100, 5)));
    PAssert.that(found.get(DiscoverFiles.BATCHES))
        .satisfies(
            batches -> {
              List<List<String>> paths = new ArrayList<>();
              batches.forEach(batch -> paths.add(paths(batch)));
              assertThat(
                  paths,
                  containsInAnyOrder(List.of("a", "b"), List.of("large one"), List.of("y", "z")));
              return null;
            });
    run();
  }

  @Test
  void rootThatIsGoneFailsThePipeline() throws Exception {
    Files.delete(root);
    discover(DiscoverFiles.create());
    assertThrows(Pipeline.PipelineExecutionException.class, pipeline::run);
    Files.createDirectory(root);
  }

  @Test
  void displayDataTellsFilterAndBatchSize() {
    FileFilter filter = FileFilter.DEFAULT.withExcludes(List.of("*.tmp"));
    DisplayData shown =
        DisplayData.from(DiscoverFiles.create().withFilter(filter).withBatchLimits(SINGLE));
    assertThat(
        shown.items().stream().map(item -> String.valueOf(item.getValue())).toList(),
        containsInAnyOrder(filter.toString(), "1"));
  }

  /**
   * Discovery is held at its fifth batch until a later step has processed the first: were batches
   * handed on only at the end, this would never happen.
   */
  @Test
  void extractionStartsBeforeDiscoveryEnds() throws Exception {
    for (int i = 0; i < 20; i++) {
      Trees.file(root, "f" + i);
    }
    AtomicInteger given = new AtomicInteger();
    AtomicInteger starved = new AtomicInteger();
    NoteFirstFn.firstProcessed = new CountDownLatch(1);
    PCollectionTuple found = discover(DiscoverFiles.create().withBatchLimits(SINGLE));
    found.get(DiscoverFiles.BATCHES).apply(ParDo.of(new NoteFirstFn()));
    try (PointProbe probe =
        new PointProbe(
            point -> {
              if (point.equals("discover.batch") && given.incrementAndGet() == 5) {
                starved.addAndGet(NoteFirstFn.awaitFirst() ? 0 : 1);
              }
            })) {
      pipeline.run().waitUntilFinish();
    }
    assertThat(given.get(), is(20));
    assertThat("discovery waited in vain for extraction", starved.get(), is(0));
  }

  @Test
  void resumedWalkListsNoDirectoryAgain() throws Exception {
    for (int i = 0; i < 200; i++) {
      Trees.file(root, "d" + i % 4 + "/f" + i);
    }
    AtomicInteger listed = new AtomicInteger();
    discover(DiscoverFiles.create().withBatchLimits(SINGLE));
    try (PointProbe probe =
        new PointProbe(
            point -> listed.addAndGet(point.equals("discover.listed-directory") ? 1 : 0))) {
      pipeline.run().waitUntilFinish();
    }
    assertThat(listed.get(), is(5));
  }

  /** Batch runners such as Flink's replace a splittable step by a loop over its restriction. */
  @Test
  void walkRunsInOneGoOnBatchRunners() throws Exception {
    for (int i = 0; i < 50; i++) {
      Trees.files(root, "f" + i, ".h" + i);
    }
    PCollectionTuple found = discover(DiscoverFiles.create().withBatchLimits(SINGLE));
    PAssert.that(found.get(DiscoverFiles.BATCHES))
        .satisfies(
            batches -> {
              assertThat(Set.copyOf(entries(batches)), hasSize(50));
              return null;
            });
    PAssert.thatSingleton(found.get(DiscoverFiles.SUMMARIES))
        .isEqualTo(new DiscoverySummary("s", 100, 140 + 140 + 50, 50, 0, 0, List.of()));
    pipeline.replaceAll(
        List.of(
            PTransformOverride.of(
                PTransformMatchers.splittableParDo(), new SplittableParDo.OverrideFactory<>()),
            PTransformOverride.of(
                PTransformMatchers.splittableProcessKeyedBounded(),
                new SplittableParDoNaiveBounded.OverrideFactory<>())));
    AtomicInteger listed = new AtomicInteger();
    try (PointProbe probe =
        new PointProbe(
            point -> listed.addAndGet(point.equals("discover.listed-directory") ? 1 : 0))) {
      run();
    }
    assertThat(listed.get(), is(1));
  }

  private PCollectionTuple discover(DiscoverFiles discovery, SourceSpec... specs) {
    SourceSpec[] sources = specs.length > 0 ? specs : new SourceSpec[] {Trees.tree(root)};
    PCollection<SourceSpec> input = pipeline.apply(Create.of(List.of(sources)));
    return input.apply(discovery);
  }

  /** Runs the pipeline and checks that every assertion in it was reached. */
  private void run() {
    PipelineResult result = pipeline.run();
    result.waitUntilFinish();
    MetricsFilter filter =
        MetricsFilter.builder()
            .addNameFilter(MetricNameFilter.named(PAssert.class, PAssert.SUCCESS_COUNTER))
            .build();
    long reached = 0;
    for (MetricResult<Long> counter : result.metrics().queryMetrics(filter).getCounters()) {
      reached += counter.getAttempted();
    }
    assertThat(reached, is((long) PAssert.countAsserts(pipeline)));
  }

  private static Void assertPaths(Iterable<FileBatch> batches, String... expected) {
    assertThat(batches.iterator().next().files(), hasSize(expected.length));
    assertThat(
        entries(batches).stream().map(FileEntry::path).map(RelativePath::display).toList(),
        containsInAnyOrder(expected));
    return null;
  }

  private static Void assertRecords(DiscoverySummary summary, String uri) {
    assertThat(summary.excluded(), is(1L));
    assertThat(summary.prunedDirectories(), is(1L));
    assertThat(summary.records(), hasSize(1));
    RecordsPart part = summary.records().get(0);
    assertThat(part.lines(), is(2L));
    Path file = SourcePaths.resolve(new Source("r", uri), RelativePath.of(part.name()));
    assertThat(Files.exists(file), is(true));
    return null;
  }

  private static List<String> paths(FileBatch batch) {
    return batch.files().stream().map(file -> file.path().display()).toList();
  }

  private static List<FileEntry> entries(Iterable<FileBatch> batches) {
    return StreamSupport.stream(batches.spliterator(), false)
        .flatMap(batch -> batch.files().stream())
        .toList();
  }

  /** Tells the test when the first batch has gone through a later step. */
  private static final class NoteFirstFn extends DoFn<FileBatch, Void> {
    private static volatile CountDownLatch firstProcessed;

    static boolean awaitFirst() {
      try {
        return firstProcessed.await(30, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        return false;
      }
    }

    @ProcessElement
    public void note() {
      firstProcessed.countDown();
    }
  }
}
