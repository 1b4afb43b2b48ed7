package io.github.shardmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.RollbackPlan;
import io.github.shardmill.index.RollbackRefusedException;
import io.github.shardmill.index.StagedRuns;
import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.manifest.ManifestExport;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.manifest.ManifestSummary;
import io.github.shardmill.index.manifest.ManifestVerification;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DiffReport;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.read.ExceptionList;
import io.github.shardmill.index.read.IndexDiff;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.index.read.IndexSearch;
import io.github.shardmill.index.read.IndexSuggestions;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.InvalidSearchException;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.index.read.SuggestResult;
import io.github.shardmill.index.read.UnreadableIndexException;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexLockedException;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildRefusedException;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.Builds;
import io.github.shardmill.pipeline.CommitPins;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.Rollbacks;
import io.github.shardmill.pipeline.RunState;
import io.github.shardmill.pipeline.RunStates;
import io.github.shardmill.pipeline.read.FileGroupings;
import io.github.shardmill.pipeline.read.FileQueries;
import io.github.shardmill.pipeline.read.SourceComparison;
import io.github.shardmill.pipeline.read.SourceReport;
import io.github.shardmill.pipeline.report.ReportPage;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The operations of the pipelines and the index engine; their failures as exit codes. */
final class EngineOperations implements Operations {
  private static final String REPORT = "report.html";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  public BuildRun startBuild(BuildSettings settings) {
    return orRefused(() -> Builds.start(settings));
  }

  @Override
  public Optional<RememberedSettings> rememberedSettings(Path index) {
    return orRefused(() -> Builds.remembered(index));
  }

  @Override
  public boolean isCollapsed(Path index) {
    return read(() -> Builds.isCollapsed(index));
  }

  @Override
  public BuildPlan planBuild(BuildSettings settings) {
    return orRefused(() -> Builds.plan(settings));
  }

  @Override
  public Optional<JsonNode> runRecord(Path index, String runId) {
    Path record = new IndexLayout(index).runRecord(runId);
    try {
      return Presence.exists(record)
          ? Optional.of(JSON.readTree(Files.readAllBytes(record)))
          : Optional.empty();
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "cannot read " + record + ": " + line(e), e);
    }
  }

  @Override
  public Optional<Path> runReport(Path index, String runId) {
    return Optional.of(new IndexLayout(index).run(runId).resolve(REPORT)).filter(Files::exists);
  }

  @Override
  public SearchResult search(Path index, SearchRequest request, Consumer<String> notices) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index);
              IndexSearch search = new IndexSearch(committed)) {
            committed.notice().ifPresent(notices);
            return search.search(request);
          } catch (InvalidSearchException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  @Override
  public SuggestResult suggest(Path index, SuggestRequest request, Consumer<String> notices) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index);
              IndexSuggestions suggestions = new IndexSuggestions(committed)) {
            committed.notice().ifPresent(notices);
            return suggestions.suggest(request);
          } catch (InvalidSearchException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  @Override
  public Optional<RunState> runState(Path index, String runId) {
    return read(() -> RunStates.of(index, runId));
  }

  @Override
  public IndexInspection inspect(Path index) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            return IndexInspection.of(committed);
          }
        });
  }

  @Override
  public VerificationReport verify(Path index, ReadProgress progress) {
    return read(() -> IndexVerification.verify(index, progress));
  }

  @Override
  public ManifestSummary exportManifest(
      Path index,
      ManifestFormat format,
      Optional<Path> previous,
      ManifestExport.Target target,
      ReadProgress progress) {
    String hash = previous.map(EngineOperations::hashOfManifest).orElse("");
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            return new ManifestExport(committed, format, hash).write(target, progress);
          } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  private static String hashOfManifest(Path manifest) {
    try {
      String problem = ManifestVerification.problem(manifest);
      if (!problem.isEmpty()) {
        throw new CommandFailure(
            ExitCode.USAGE, manifest + " is not a whole manifest: " + problem, null);
      }
      return Sha256.of(manifest);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.USAGE, "cannot read " + manifest + ": " + e, e);
    }
  }

  @Override
  public SourceReport compareSources(Path index, ReadProgress progress) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            return SourceComparison.compare(committed, progress);
          } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  @Override
  public VerificationReport verifyManifest(Path index, Path manifest, ReadProgress progress) {
    if (!Files.isReadable(manifest)) {
      throw new CommandFailure(ExitCode.USAGE, "there is no manifest to read at " + manifest);
    }
    return read(
        () -> VerificationReport.of(ManifestVerification.verify(index, manifest, progress)));
  }

  @Override
  public long countExceptions(Path index, ExceptionSelection selection) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            return new ExceptionList(committed, FileQueries.exceptions(selection, List.of()))
                .count();
          }
        });
  }

  @Override
  public void exceptions(
      Path index,
      ExceptionSelection selection,
      List<String> fields,
      Consumer<ExceptionEntry> consumer,
      Consumer<String> notices) {
    read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            committed.notice().ifPresent(notices);
            return new ExceptionList(committed, FileQueries.exceptions(selection, fields))
                .forEach(consumer::accept);
          }
        });
  }

  @Override
  public DuplicateTotals duplicates(
      Path index,
      DuplicateRequest request,
      DuplicateList.Visitor visitor,
      Consumer<String> notices) {
    return read(
        () -> {
          try (CommittedIndex committed = CommittedIndex.open(index)) {
            committed.notice().ifPresent(notices);
            return new DuplicateList(committed, request).forEach(visitor);
          } catch (InvalidSearchException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  @Override
  public RollbackPlan rollback(Path index, OptionalLong to) {
    return change(() -> Rollbacks.run(index, to));
  }

  @Override
  public RollbackPlan planRollback(Path index, OptionalLong to) {
    return change(() -> Rollbacks.plan(index, to));
  }

  @Override
  public long pin(Path index, OptionalLong generation, String note) {
    return change(() -> CommitPins.pin(index, generation, note));
  }

  @Override
  public boolean unpin(Path index, long generation) {
    return change(() -> CommitPins.unpin(index, generation));
  }

  @Override
  public DiffReport diff(
      Commit before, Commit after, int depth, int limit, Consumer<String> notices) {
    return read(
        () -> {
          try (CommittedIndex left = open(before);
              CommittedIndex right = open(after)) {
            left.notice().ifPresent(notices);
            right.notice().ifPresent(notices);
            return IndexDiff.of(left, right, FileGroupings.ofDepth(depth), limit);
          } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
          }
        });
  }

  private static CommittedIndex open(Commit commit) throws UnreadableIndexException {
    return commit.generation().isPresent()
        ? CommittedIndex.open(commit.index(), commit.generation().getAsLong())
        : CommittedIndex.open(commit.index());
  }

  @Override
  public List<StagedRuns.Waiting> staged(Path index) {
    return onStaged(index, StagedRuns::list);
  }

  @Override
  public StagedRuns.Publication publish(Path index, String runId) {
    return onStaged(index, runs -> runs.publish(runId, ReportPage::render));
  }

  @Override
  public void discard(Path index, String runId) {
    onStaged(
        index,
        runs -> {
          runs.discard(runId);
          return runId;
        });
  }

  /** Something to do with the runs that wait. */
  @FunctionalInterface
  private interface StagedAction<T> {
    T on(StagedRuns runs) throws IOException;
  }

  private static <T> T onStaged(Path index, StagedAction<T> action) {
    try {
      return action.on(new StagedRuns(index));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    } catch (IndexLockedException e) {
      throw new CommandFailure(ExitCode.BUSY, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, "the staged run: " + line(e), e);
    }
  }

  private static <T> T orRefused(Supplier<T> start) {
    try {
      return start.get();
    } catch (BuildRefusedException e) {
      ExitCode code =
          switch (e.reason()) {
            case USAGE -> ExitCode.USAGE;
            case BUSY -> ExitCode.BUSY;
            case ENVIRONMENT -> ExitCode.FAILED;
          };
      throw new CommandFailure(code, e.getMessage(), e);
    }
  }

  /** Reading of an index. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T read(Reading<T> reading) {
    try {
      return reading.read();
    } catch (UnreadableIndexException e) {
      throw unreadable(e);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "cannot read the index: " + line(e) + "; 'shardmill verify' tells what is damaged",
          e);
    }
  }

  /** Changes an index in an instant; what fails says itself how the index is left. */
  private static <T> T change(Reading<T> change) {
    try {
      return change.read();
    } catch (UnreadableIndexException e) {
      throw unreadable(e);
    } catch (RollbackRefusedException | IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.USAGE, e.getMessage(), e);
    } catch (IndexLockedException e) {
      throw new CommandFailure(ExitCode.BUSY, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.FAILED, line(e), e);
    }
  }

  private static CommandFailure unreadable(UnreadableIndexException e) {
    ExitCode code =
        switch (e.reason()) {
          case MISSING,
              NOT_A_DIRECTORY,
              EMPTY,
              NOT_AN_INDEX,
              NOTHING_COMMITTED,
              NO_SUCH_COMMIT,
              TOO_NEW,
              TOO_OLD ->
              ExitCode.USAGE;
          case FORBIDDEN, UNREACHABLE, DAMAGED -> ExitCode.FAILED;
        };
    return new CommandFailure(code, e.getMessage(), e);
  }

  private static String line(IOException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
  }
}
