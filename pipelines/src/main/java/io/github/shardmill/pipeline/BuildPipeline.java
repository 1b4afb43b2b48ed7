package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.discover.BatchLimits;
import io.github.shardmill.file.discover.DiscoverFiles;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.SourceSpecCoder;
import io.github.shardmill.file.extract.ExtractionLimits;
import io.github.shardmill.file.extract.ExtractorConfig;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.io.LuceneWriteResult;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.pipeline.report.ReportPage;
import java.util.List;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The pipeline from files to a committed index. Reads from top to bottom as the data flows.
 *
 * <p>Only listings and handles are Beam elements; text goes from the mapper to work files and from
 * there into the shards.
 */
final class BuildPipeline {
  private static final int BUCKETS_PER_WORKER = 16;

  private final BuildSettings settings;
  private final List<SourceSpec> sources;
  private final RunSettings run;
  private final RunWorkspace workspace;

  BuildPipeline(
      BuildSettings settings, List<SourceSpec> sources, RunSettings run, RunWorkspace workspace) {
    this.settings = settings;
    this.sources = sources;
    this.run = run;
    this.workspace = workspace;
  }

  LuceneWriteResult build(Pipeline pipeline) {
    PCollectionTuple found =
        pipeline
            .apply("Sources", Create.of(sources).withCoder(SourceSpecCoder.of()))
            .apply("DiscoverFiles", discovery());
    PCollection<FileBatch> batches = spread(found.get(DiscoverFiles.BATCHES));
    return batches.apply(
        "WriteIndex",
        LuceneIO.<FileBatch>write()
            .to(settings.target().index().toString())
            .withSchema(FileSchema.withAnalyzer(settings.indexing().analyzer()))
            .withMapper(
                new ExtractFiles(
                    run.runId(), extraction(), SourceLabels.of(settings.inputs(), sources)))
            .withRun(run.withChecks(RunCounters.EQUATIONS, RunCounters.SUMMARY))
            .withRamBuffer(Budgets.ramBufferBytes(settings), settings.execution().parallelism())
            .withPage(ReportPage::render)
            .withParts(
                found
                    .get(DiscoverFiles.SUMMARIES)
                    .apply("CountDiscovered", MapElements.via(new SummaryParts()))));
  }

  private DiscoverFiles discovery() {
    return DiscoverFiles.create()
        .withFilter(filter(settings.filters()))
        .withBatchLimits(BatchLimits.DEFAULT.withMaxFiles(settings.execution().batchSize()))
        .withRecordsDirectory(workspace.records());
  }

  static FileFilter filter(BuildSettings.Filters filters) {
    return FileFilter.DEFAULT
        .withIncludes(filters.includes())
        .withExcludes(filters.excludes())
        .withHidden(filters.hidden())
        .withPrune(filters.prune())
        .withMaxFileSizeBytes(filters.maxFileSizeBytes().orElse(FileFilter.UNLIMITED));
  }

  /**
   * Spreads the batches over the workers of a cluster. The DirectRunner does that by itself, and
   * would hold every batch back until the last one is found.
   */
  private PCollection<FileBatch> spread(PCollection<FileBatch> batches) {
    if (batches.getPipeline().getOptions().getRunner() == DirectRunner.class) {
      return batches;
    }
    int buckets = BUCKETS_PER_WORKER * settings.execution().parallelism();
    return batches.apply(
        "SpreadBatches", Reshuffle.<FileBatch>viaRandomKey().withNumBuckets(buckets));
  }

  private ExtractorConfig extraction() {
    BuildSettings.Extraction limits = settings.extraction();
    return ExtractorConfig.DEFAULT.withLimits(
        ExtractionLimits.DEFAULT
            .withMaxTextCharacters(limits.maxTextCharacters())
            .withParseTimeoutMillis(limits.parseTimeout().toMillis()));
  }

  static RunPlan.Mode mode() {
    return RunPlan.Mode.REPLACE;
  }
}
