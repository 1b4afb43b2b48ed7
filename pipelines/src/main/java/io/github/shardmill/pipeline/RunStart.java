package io.github.shardmill.pipeline;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.io.WorkerCheck;
import io.github.shardmill.io.Workers;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.remote.Locations;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.lucene.util.IOUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a run: takes the index's lock, clears up behind earlier runs, prepares the work directory
 * and gives the pipeline to its runner. All that a run still needs is done by its steps then; who
 * started it may look on, or leave.
 */
final class RunStart {
  private static final Logger POINTS = LoggerFactory.getLogger("shardmill.points");

  private final BuildSettings settings;
  private final PipelineOptions options;
  private final InputSources sources;
  private final IndexLayout layout;
  private final Venue venue;
  private final String runId;
  private final List<Closeable> closedAtEnd = new ArrayList<>();

  private RunStart(
      BuildSettings settings, PipelineOptions options, InputSources sources, IndexLayout layout) {
    this.settings = settings;
    this.options = options;
    this.sources = sources;
    this.layout = layout;
    this.venue = Venue.of(settings.execution());
    this.runId = settings.target().runId().orElseGet(RunSettings::newRunId);
    closedAtEnd.add(sources);
  }

  /**
   * Starts a run and returns when its runner has it.
   *
   * @param options for the runner
   * @throws BuildRefusedException if it cannot be started; nothing was changed
   */
  static BuildRun start(
      BuildSettings settings, PipelineOptions options, InputSources sources, IndexLayout layout)
      throws IOException {
    return new RunStart(settings, options, sources, layout).start();
  }

  private BuildRun start() throws IOException {
    if (!Venue.isGiven(settings.execution(), "jobName")) {
      String command = settings.continuation().isUpdate() ? "update " : "build ";
      options.setJobName("shardmill " + command + runId);
    }
    if (venue == Venue.FLINK_CLUSTER) {
      FlinkOptions.requireCluster(settings.execution());
    }
    // First, since a probe may be one that cannot be asked.
    CommitPolicy policy = CommitPolicies.of(settings);
    RunLock lock = lock();
    try {
      POINTS.trace("run.locked");
      return start(policy, lock);
    } catch (IOException | RuntimeException e) {
      IOUtils.closeWhileHandlingException(closedAtEnd);
      lock.close();
      throw e;
    }
  }

  private BuildRun start(CommitPolicy policy, RunLock lock) throws IOException {
    List<RunWorkspace> interrupted =
        settings.continuation().resume() ? PreviousRuns.interrupted(layout) : List.of();
    PreviousRuns.clear(layout, interrupted);
    long startedMillis = System.currentTimeMillis();
    RunBase base = RunBase.of(settings, Base.read(layout));
    PreparedLists lists = PreparedLists.of(settings);
    closedAtEnd.add(lists);
    RunSettings run =
        runSettings(base, startedMillis, lists.hashes().fingerprint()).withPolicy(policy);
    RunWorkspace workspace = run.workspace(layout);
    new PathIndexStore(workspace).prepare();
    base =
        new Resumption(settings, sources.specs(), workspace, startedMillis)
            .begin(interrupted, base, run.details());
    if (venue != Venue.DIRECT) {
      run =
          run.withWorkers(
              new Workers(
                  WorkerCheck.begin(workspace, Budgets.workerHeapBytes(settings)),
                  ProgressNotes.begin(workspace)));
      FlinkOptions.configure(options, settings, layout)
          .ifPresent(config -> closedAtEnd.add(config::close));
    }
    if (venue == Venue.DIRECT && isAllHere(workspace)) {
      RunnerOptions.spareLookups();
    }
    Pipeline pipeline = Pipeline.create(options);
    new BuildPipeline(settings, sources, run, base, startedMillis)
        .given(lists.give(venue, workspace.directory()))
        .build(pipeline, workspace);
    POINTS.trace("run.prepared");
    return follow(submit(pipeline, workspace), workspace, lock, base.notice());
  }

  private boolean isAllHere(RunWorkspace workspace) {
    return !Locations.isRemote(layout.index())
        && !Locations.isRemote(workspace.directory())
        && sources.specs().stream().noneMatch(spec -> Locations.isRemote(spec.source().root()));
  }

  /** Gives the pipeline to its runner; where that fails, nobody will ever work for the run. */
  private PipelineResult submit(Pipeline pipeline, RunWorkspace workspace) throws IOException {
    try {
      return pipeline.run();
    } catch (RuntimeException e) {
      throw new BuildRefusedException(
          Reason.ENVIRONMENT, Failures.line(e) + RunRemains.keepFinished(workspace), e);
    }
  }

  private RunLock lock() throws IOException {
    try {
      return venue.isThisProcess()
          ? RunLock.acquire(layout, runId)
          : RunLock.acquireForCluster(layout, runId);
    } catch (IndexLockedException e) {
      throw new BuildRefusedException(Reason.BUSY, e.getMessage(), e);
    }
  }

  private RunSettings runSettings(RunBase base, long startedMillis, String excludedHashes) {
    String details = RunDetails.json(settings, sources.specs(), sources.labels(), excludedHashes);
    RunSettings run =
        RunSettings.DEFAULT
            .withRunId(runId)
            .withMode(base.mode())
            .withBase(base.generation())
            .withShards(Budgets.shards(settings))
            .withDetails(details)
            .withCarried(carried(base, details, startedMillis));
    return settings
        .target()
        .workDirectory()
        .map(directory -> run.withWorkDirectory(directory.toString()))
        .orElse(run);
  }

  /** What a run leaves alone that was asked for something else is as trusted as it was before. */
  private String carried(RunBase base, String details, long startedMillis) {
    return settings.continuation().retry().only().isPresent()
        ? CarriedSettings.json(details, base.before().orElseThrow().listedMillis())
        : CarriedSettings.json(details, sources.specs(), startedMillis);
  }

  private BuildRun follow(
      PipelineResult result, RunWorkspace workspace, RunLock lock, String notice)
      throws IOException {
    int count = sources.specs().size();
    if (venue == Venue.DIRECT || venue == Venue.OTHER) {
      return new FollowedRun(
          new FollowedRun.Followed(new BeamPipeline(result), workspace, venue, notice),
          new MetricsProgress(result, runId, count),
          lock,
          closedAtEnd);
    }
    FlinkPipeline pipeline = FlinkPipeline.of(result);
    String both = notice.isEmpty() ? pipeline.place() : notice + "; " + pipeline.place();
    if (isLeft()) {
      lock.handOver();
      return new SubmittedRun(runId, both);
    }
    return new FollowedRun(
        new FollowedRun.Followed(pipeline, workspace, venue, both),
        new NotedProgress(workspace, count),
        lock,
        closedAtEnd);
  }

  /** Returns whether nobody here waits for the end of the run. */
  private boolean isLeft() {
    boolean asked =
        Venue.option(settings.execution(), "attachedMode").filter("false"::equals).isPresent();
    return venue == Venue.FLINK_CLUSTER && (asked || FlinkHost.isDetached());
  }
}
