package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.IndexCommitter;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.index.store.LocalIndexStore;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.RunCancellation;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.lucene.store.Directory;
import org.joda.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A build whose pipeline runs in this process. Holds the index's lock from its start until {@link
 * #await} ends.
 */
final class LocalBuildRun implements BuildRun {
  private static final Logger LOG = LoggerFactory.getLogger(LocalBuildRun.class);
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration BETWEEN_LOOKS = Duration.millis(200);

  private static final String NOTHING = "nothing was published";

  private final IndexLayout layout;
  private final RunWorkspace workspace;
  private final RunLock lock;
  private final PipelineResult result;
  private final InputSources sources;
  private final ProgressReader progress;
  private final String notice;

  private LocalBuildRun(
      RunWorkspace workspace,
      RunLock lock,
      PipelineResult result,
      InputSources sources,
      String notice) {
    this.layout = workspace.layout();
    this.workspace = workspace;
    this.notice = notice;
    this.lock = lock;
    this.result = result;
    this.sources = sources;
    this.progress = new ProgressReader(result, sources.specs().size());
  }

  static LocalBuildRun start(BuildSettings settings, InputSources sources, IndexLayout layout)
      throws IOException {
    PipelineOptions options = RunnerOptions.of(settings.execution());
    CommitPolicy policy = CommitPolicies.of(settings);
    String runId = settings.target().runId().orElseGet(RunSettings::newRunId);
    RunLock lock = lock(layout, runId);
    try {
      POINTS.trace("run.locked");
      List<RunWorkspace> interrupted =
          settings.continuation().resume() ? PreviousRuns.interrupted(layout) : List.of();
      requireOther(runId, interrupted);
      PreviousRuns.clear(layout, interrupted);
      long startedMillis = System.currentTimeMillis();
      RunBase base =
          RunBase.of(settings.continuation(), Base.read(layout), settings.indexing().schema());
      RunSettings run =
          runSettings(settings, sources, base, startedMillis).withRunId(runId).withPolicy(policy);
      RunWorkspace workspace = run.workspace(layout);
      new LocalIndexStore(workspace).prepare();
      base =
          new Resumption(settings, sources.specs(), workspace, startedMillis)
              .begin(interrupted, base, run.details());
      POINTS.trace("run.prepared");
      Pipeline pipeline = Pipeline.create(options);
      new BuildPipeline(settings, sources, run, base, startedMillis).build(pipeline, workspace);
      return new LocalBuildRun(workspace, lock, pipeline.run(), sources, base.notice());
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void requireOther(String runId, List<RunWorkspace> interrupted) {
    if (interrupted.stream().anyMatch(run -> run.runId().equals(runId))) {
      throw new IllegalArgumentException(
          "run '" + runId + "' was interrupted; take another id to go on from it");
    }
  }

  private static RunLock lock(IndexLayout layout, String runId) throws IOException {
    try {
      return RunLock.acquire(layout, runId);
    } catch (IndexLockedException e) {
      throw new BuildRefusedException(Reason.BUSY, e.getMessage(), e);
    }
  }

  private static RunSettings runSettings(
      BuildSettings settings, InputSources sources, RunBase base, long startedMillis) {
    String details = RunDetails.json(settings, sources.specs(), sources.labels());
    RunSettings run =
        RunSettings.DEFAULT
            .withMode(base.mode())
            .withBase(base.generation())
            .withShards(Budgets.shards(settings))
            .withDetails(details)
            .withCarried(CarriedSettings.json(details, sources.specs(), startedMillis));
    return settings
        .target()
        .workDirectory()
        .map(directory -> run.withWorkDirectory(directory.toString()))
        .orElse(run);
  }

  @Override
  public String notice() {
    return notice;
  }

  @Override
  public BuildProgress progress() {
    return progress.read();
  }

  @Override
  public RunSummary await() throws InterruptedException {
    // Without the lock: who is interrupted here leaves a run that goes on, and needs it.
    Optional<Throwable> failure = awaitPipeline();
    try (lock;
        sources) {
      return failure.isPresent() ? afterFailure(failure.get()) : summary();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns what the pipeline threw, if it did. */
  private Optional<Throwable> awaitPipeline() throws InterruptedException {
    try {
      PipelineResult.State state = null;
      while (state == null || !state.isTerminal()) {
        state = result.waitUntilFinish(BETWEEN_LOOKS);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  /**
   * The pipeline threw. Nothing was published, unless it threw behind the commit, which the index
   * knows; other steps of it may still be running.
   */
  private RunSummary afterFailure(Throwable failure) throws IOException {
    boolean cancelled = RunCancellation.isCancelled(workspace.runId());
    RunCancellation.cancel(workspace.runId());
    LOG.debug("the run failed", failure);
    // Before room is made by removing the work files.
    Optional<String> fullDisk = FullDisk.describe(failure, workspace);
    String line = fullDisk.orElseGet(() -> Failures.line(failure));
    boolean isCommitted = isCommitted();
    String kept = isCommitted || fullDisk.isPresent() ? abandon() : keepFinished();
    if (isCommitted) {
      LOG.warn("the run failed after its commit: {}", line);
      return summary();
    }
    if (cancelled) {
      return RunSummaries.cancelled(workspace.runId(), NOTHING + kept);
    }
    throw new RunFailedException(line + kept, failure);
  }

  private String abandon() {
    new LocalIndexStore(workspace).abandonWork();
    return "";
  }

  /** Keeps what a later run can go on from, and says so; removes all where there is nothing. */
  private String keepFinished() throws IOException {
    long results = InterruptedRun.finishedResults(workspace);
    boolean hasTakenOver = Files.isDirectory(workspace.resumed());
    if (results == 0 && !hasTakenOver) {
      return abandon();
    }
    new LocalIndexStore(workspace).keepFinishedWork();
    String more = hasTakenOver ? ", and what it went on from itself," : "";
    return "; the results of "
        + results
        + " files"
        + more
        + " are kept: --resume goes on from them";
  }

  private boolean isCommitted() throws IOException {
    try (Directory directory = IndexDirectories.reading(layout.index())) {
      return Base.read(directory).remembers(workspace.runId());
    }
  }

  private RunSummary summary() throws IOException {
    if (!Files.exists(layout.runRecord(workspace.runId()))) {
      return RunSummaries.cancelled(workspace.runId(), NOTHING + keepFinished());
    }
    JsonNode record = read(layout.runRecord(workspace.runId()));
    Path verdict = layout.run(workspace.runId()).resolve(IndexCommitter.VERDICT_RECORD);
    return RunSummaries.of(record, Files.exists(verdict) ? read(verdict) : record);
  }

  private static JsonNode read(Path record) throws IOException {
    return JSON.readTree(Files.readAllBytes(record));
  }

  @Override
  public void cancel() {
    RunCancellation.cancel(workspace.runId());
  }
}
