package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.BatchLimits;
import io.github.shardmill.file.discover.DiscoverFiles;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.discover.SourceSpecCoder;
import io.github.shardmill.file.extract.ExtractionLimits;
import io.github.shardmill.file.extract.ExtractorConfig;
import io.github.shardmill.file.extract.Isolation;
import io.github.shardmill.file.extract.Passwords;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.GiveElements;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.io.LuceneWriteResult;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.io.Workers;
import io.github.shardmill.pipeline.report.ReportPage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;

/**
 * The pipeline from files to a committed index. Reads from top to bottom as the data flows.
 *
 * <p>Only listings and handles are Beam elements; text goes from the mapper to work files and from
 * there into the shards.
 */
final class BuildPipeline {
  /** Directory of the copies of lists of files. */
  private static final String LISTS = "lists";

  /** Directory of the markers of attempts at batches. */
  private static final String ATTEMPTS = "attempts";

  private final BuildSettings settings;
  private final InputSources sources;
  private final RunSettings run;
  private final RunBase base;
  private final long startedMillis;
  private final List<SourceSpec> listed;
  private final FileWorkers workers;
  private PreparedLists.Given given = PreparedLists.Given.NOTHING;

  /**
   * Makes the pipeline of a run.
   *
   * @param base what it finds in the index
   * @param startedMillis when it began, milliseconds since 1970 UTC
   * @throws IOException if a source cannot be looked at, or its list not be shared
   */
  BuildPipeline(
      BuildSettings settings,
      InputSources sources,
      RunSettings run,
      RunBase base,
      long startedMillis)
      throws IOException {
    this.settings = settings;
    this.sources = sources;
    this.run = run;
    this.base = base;
    this.startedMillis = startedMillis;
    Path work = run.workspace(new IndexLayout(settings.target().index())).directory();
    this.listed =
        run.workers().equals(Workers.NONE)
            ? sources.specs()
            : sources.sharedIn(work.resolve(LISTS));
    FileWorkers all = FileWorkers.of(run.workers(), listed);
    this.workers =
        Venue.of(settings.execution()).isThisProcess() ? all : all.counting(work.resolve(ATTEMPTS));
  }

  /** Goes by lists. */
  BuildPipeline given(PreparedLists.Given lists) {
    given = lists;
    return this;
  }

  LuceneWriteResult build(Pipeline pipeline, RunWorkspace workspace) {
    PCollectionTuple found =
        pipeline
            .apply("Sources", GiveElements.of(listed, SourceSpecCoder.of()))
            .apply("DiscoverFiles", discovery(workspace));
    PCollection<RunParts> counted =
        found
            .get(DiscoverFiles.SUMMARIES)
            .apply("CountDiscovered", ParDo.of(countDiscovered()))
            .setCoder(SerializableCoder.of(RunParts.class));
    return base.compares() ? update(found, counted, workspace) : write(everything(found), counted);
  }

  private CountDiscoveredFn countDiscovered() {
    boolean anyRemoval = settings.continuation().removals().allowsAll();
    return new CountDiscoveredFn(base.needsWhole() && !anyRemoval);
  }

  /** All files are to be extracted, as far as their text is not known. */
  private static PCollection<FileWork> everything(PCollectionTuple found) {
    return found
        .get(DiscoverFiles.BATCHES)
        .apply("ExtractAll", ParDo.of(new ExtractAllFn()))
        .setCoder(FileWorkCoder.of());
  }

  private LuceneWriteResult update(
      PCollectionTuple found, PCollection<RunParts> counted, RunWorkspace workspace) {
    KnownCommit commit = commit();
    PCollectionTuple compared =
        found.apply(
            "CompareWithIndex",
            new CompareWithIndex(
                new CompareFilesFn(commit, base.rebuilds(), relabelled(), workers),
                new FindRemovedFn(
                    commit,
                    settings.continuation().removals(),
                    base.rebuilds(),
                    workspace.records(),
                    workers)));
    return write(
        compared.get(CompareWithIndex.WORK),
        PCollectionList.of(counted)
            .and(compared.get(CompareWithIndex.PARTS))
            .and(newSettings(found.getPipeline()))
            .apply("WithCompared", Flatten.pCollections()));
  }

  /** Counts settings that later runs are to go by, and that only a commit keeps for them. */
  private PCollection<RunParts> newSettings(Pipeline pipeline) {
    CarriedSettings now = CarriedSettings.fromJson(run.carried()).orElseThrow();
    boolean isNew = !sources.areOneTime() && !base.before().orElseThrow().saySameAs(now);
    Tally count = Tally.ofCounts(Map.of(RunCounters.NEW_SETTINGS, isNew ? 1L : 0L));
    return pipeline.apply(
        "NewSettings",
        GiveElements.of(
            List.of(RunParts.of(count, List.of())), SerializableCoder.of(RunParts.class)));
  }

  private LuceneWriteResult write(PCollection<FileWork> work, PCollection<RunParts> counted) {
    IndexSchema schema = settings.indexing().schema();
    MapFiles.Config mapping =
        new MapFiles.Config(
            run.runId(),
            extraction(settings).withPasswords(passwords()),
            sources.labels(),
            relabelled(),
            schema,
            base.rebuilds(),
            startedMillis,
            workers,
            given.excluded());
    return spread(work)
        .apply(
            "WriteIndex",
            LuceneIO.<FileWork>write()
                .to(settings.target().index().toString())
                .withSchema(schema)
                .withMapper(
                    new MapFiles(
                        mapping,
                        base.before().isEmpty() ? null : commit(),
                        base.finished().map(all -> all.leavingOut(given.excluded())).orElse(null)))
                .withRun(run.withChecks(equations(), RunCounters.SUMMARY))
                .withRamBuffer(Budgets.ramBufferBytes(settings), settings.execution().parallelism())
                .withPage(ReportPage::render)
                .withParts(counted));
  }

  private List<RunPlan.Equation> equations() {
    return settings.continuation().retry().only().isPresent()
        ? RunCounters.RETRY_EQUATIONS
        : RunCounters.EQUATIONS;
  }

  private Passwords passwords() {
    return settings
        .extraction()
        .passwords()
        .map(list -> list.in(given.passwords()))
        .orElse(Passwords.NONE);
  }

  private Set<String> relabelled() {
    return base.before()
        .map(before -> before.labels().differing(sources.labels(), sources.specs()))
        .orElse(Set.of());
  }

  /** What is on the same list as before is in no document of the commit. */
  private KnownCommit commit() {
    KnownCommit commit = KnownCommit.of(settings, sources.specs(), base, startedMillis);
    String before = base.before().orElseThrow().excludedHashes();
    return before.equals(given.excluded().fingerprint())
        ? commit
        : commit.leavingOut(given.excluded());
  }

  private DiscoverFiles discovery(RunWorkspace workspace) {
    return DiscoverFiles.create()
        .withFilter(filter(settings))
        .withBatchLimits(BatchLimits.DEFAULT.withMaxFiles(settings.execution().batchSize()))
        .withRecordsDirectory(workspace.records())
        .withWatch(workers);
  }

  /** Returns which files a run takes: none of those that it writes. */
  static FileFilter filter(BuildSettings settings) {
    List<Path> own = new ArrayList<>(List.of(settings.target().index()));
    settings.target().workDirectory().ifPresent(own::add);
    return filter(settings.filters()).withOwnDirectories(own);
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
   * Spreads the work over the workers of a cluster. The DirectRunner does that by itself, and would
   * hold every batch back until the last one is found.
   */
  private PCollection<FileWork> spread(PCollection<FileWork> work) {
    if (work.getPipeline().getOptions().getRunner() == DirectRunner.class) {
      return work;
    }
    return work.apply("SpreadWork", new SpreadWork());
  }

  /** Of other runners nobody knows here which of their threads are in which process. */
  private static Isolation isolation(BuildSettings.Execution execution) {
    int cores = Runtime.getRuntime().availableProcessors();
    boolean isHere = Venue.of(execution) == Venue.DIRECT;
    return execution.isolation().withLanes(isHere ? Math.min(execution.parallelism(), cores) : 1);
  }

  static ExtractorConfig extraction(BuildSettings settings) {
    BuildSettings.Extraction limits = settings.extraction();
    return ExtractorConfig.DEFAULT
        .withLimits(
            ExtractionLimits.DEFAULT
                .withMaxTextCharacters(limits.maxTextCharacters())
                .withParseTimeoutMillis(limits.parseTimeout().toMillis()))
        .withIsolation(isolation(settings.execution()))
        .withOcr(limits.ocr())
        // Where the list is, and that only a run knows which has started, is no part of a version.
        .withPasswords(
            limits.passwords().map(list -> list.in(list.location())).orElse(Passwords.NONE));
  }
}
