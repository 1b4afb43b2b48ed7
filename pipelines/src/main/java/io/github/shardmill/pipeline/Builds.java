package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.Census;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.InvalidSourceException;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.file.extract.ExtractionLane;
import io.github.shardmill.index.Base;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.remote.RemoteOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.beam.sdk.options.PipelineOptions;

/** Starts builds, or says what they would do. Thread-safe. */
public final class Builds {
  private Builds() {}

  /**
   * Starts a build and returns at once.
   *
   * @throws BuildRefusedException if it cannot be started; nothing was changed
   */
  public static BuildRun start(BuildSettings settings) {
    try {
      Venue venue = Venue.of(settings.execution());
      if (venue != Venue.FLINK_CLUSTER) {
        Budgets.requireHeap(settings);
      }
      if (venue.isThisProcess()) {
        settings.extraction().ocr().require();
      }
      PipelineOptions options = RunnerOptions.of(settings.execution());
      // what is on other machines is looked at before Beam hands them to its file systems
      RemoteOptions.use(options);
      IndexLayout layout = new IndexLayout(settings.target().index());
      IndexTarget.requireUsable(layout);
      InputSources sources = sources(settings, layout);
      if (!settings.continuation().isUpdate()) {
        DiskRoom.require(settings, sources.specs(), layout);
      }
      if (venue.isThisProcess()) {
        // Takes about a second, which Beam needs as well to get ready.
        ExtractionLane.preload(settings.extraction().ocr());
      }
      return RunStart.start(settings, options, sources, layout);
    } catch (IllegalArgumentException e) {
      // A source that is not there, a run id that an earlier run had: the message says it.
      throw new BuildRefusedException(Reason.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw new BuildRefusedException(Reason.ENVIRONMENT, Failures.line(e), e);
    }
  }

  private static InputSources sources(BuildSettings settings, IndexLayout layout)
      throws IOException {
    if (!settings.inputs().areAsBefore()) {
      return InputSources.of(settings.inputs());
    }
    return carried(layout)
        .map(InputSources::asBefore)
        .orElseThrow(
            () ->
                new BuildRefusedException(
                    Reason.USAGE,
                    layout.index()
                        + " does not say where its files are: give --input, --sources or"
                        + " --files-from"));
  }

  private static Optional<CarriedSettings> carried(IndexLayout layout) throws IOException {
    return Base.read(layout).data().flatMap(data -> CarriedSettings.fromJson(data.carried()));
  }

  /**
   * Returns the settings that the last run over an index was made with, for a run that goes on from
   * there; empty where there is no such run.
   *
   * @throws BuildRefusedException if the index cannot be read
   */
  public static Optional<RememberedSettings> remembered(Path index) {
    try {
      return carried(new IndexLayout(index))
          .map(c -> new RememberedSettings(c.filters(), c.extraction(), c.analyzer(), c.upkeep()));
    } catch (IOException | IllegalArgumentException e) {
      throw new BuildRefusedException(
          Reason.ENVIRONMENT, "cannot read the index in " + index + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns whether files with the same bytes are one document in an index.
   *
   * @throws IOException if the index cannot be read
   */
  public static boolean isCollapsed(Path index) throws IOException {
    try (CommittedIndex committed = CommittedIndex.open(index)) {
      return committed
          .data()
          .flatMap(data -> CarriedSettings.fromJson(data.carried()))
          .map(carried -> carried.filters().duplicates() == Duplicates.COLLAPSE)
          .orElse(false);
    }
  }

  /**
   * Lists the inputs to the end and returns what a build would do. Writes nothing.
   *
   * @throws BuildRefusedException if the inputs cannot be listed
   */
  public static BuildPlan plan(BuildSettings settings) {
    try (InputSources sources = sources(settings, new IndexLayout(settings.target().index()))) {
      Census census =
          Census.take(sources.specs(), BuildPipeline.filter(settings), Optional.empty());
      TreeMap<String, BuildPlan.Group> types = new TreeMap<>();
      census
          .byExtension()
          .forEach(
              (extension, group) ->
                  types.put(extension, new BuildPlan.Group(group.files(), group.bytes())));
      return new BuildPlan(
          census.files(),
          census.bytes(),
          census.excluded(),
          census.unreadableDirectories(),
          types,
          DiskEstimate.bytes(census),
          changes(settings, sources.specs()));
    } catch (InvalidSourceException e) {
      throw new BuildRefusedException(Reason.USAGE, e.getMessage(), e);
    } catch (IOException e) {
      throw new BuildRefusedException(Reason.ENVIRONMENT, Failures.line(e), e);
    }
  }

  private static Optional<BuildPlan.Changes> changes(
      BuildSettings settings, List<SourceSpec> sources) throws IOException {
    RunBase base = RunBase.of(settings, Base.read(new IndexLayout(settings.target().index())));
    if (!base.compares()) {
      return Optional.empty();
    }
    KnownCommit commit = KnownCommit.of(settings, sources, base, System.currentTimeMillis());
    FileFilter filter = BuildPipeline.filter(settings.filters());
    return Optional.of(
        ChangeForecast.of(commit, sources, filter, settings.continuation().removals()));
  }
}
