package io.github.shardmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.RollbackPlan;
import io.github.shardmill.index.StagedRuns;
import io.github.shardmill.index.manifest.ManifestExport;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.manifest.ManifestSummary;
import io.github.shardmill.index.read.DiffReport;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.index.read.SuggestResult;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RunState;
import io.github.shardmill.pipeline.read.SourceReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * What the commands call: all work is behind this line, all talk with a person in front of it.
 *
 * <p>Every method throws {@link CommandFailure} where it knows what the person should be told and
 * which exit code says so; any other exception is a failure of the program or the machine.
 */
public interface Operations {
  /** Starts a build and returns at once. */
  BuildRun startBuild(BuildSettings settings);

  /** Returns the settings of the last run over an index; empty where there is no such run. */
  Optional<RememberedSettings> rememberedSettings(Path index);

  /** Returns whether files with the same bytes are one document in an index. */
  boolean isCollapsed(Path index);

  /** Lists the inputs and returns what a build would do. Writes nothing. */
  BuildPlan planBuild(BuildSettings settings);

  /**
   * Returns the complete record of a run that has ended; empty if it ended before it wrote one.
   *
   * @param index the index that the run was to write
   */
  Optional<JsonNode> runRecord(Path index, String runId);

  /** Returns the page about a run, for a browser; empty if there is none. */
  Optional<Path> runReport(Path index, String runId);

  /**
   * Searches the last commit of an index.
   *
   * @param notices takes what a person should know before trusting the result, one line each
   */
  SearchResult search(Path index, SearchRequest request, Consumer<String> notices);

  /**
   * Suggests from the last commit of an index.
   *
   * @param notices takes what a person should know before trusting the result, one line each
   */
  SuggestResult suggest(Path index, SuggestRequest request, Consumer<String> notices);

  /**
   * Returns what is known of a run; empty where nothing is.
   *
   * @param index the index that the run was to write
   */
  Optional<RunState> runState(Path index, String runId);

  /** Describes the last commit of an index. */
  IndexInspection inspect(Path index);

  /** Checks the last commit of an index; a check that fails is a result and not an exception. */
  VerificationReport verify(Path index, ReadProgress progress);

  /**
   * Exports the manifest of the last commit of an index.
   *
   * @param previous the manifest exported before, whose hash the new one carries
   * @param target takes the manifest piece by piece; an exception of it ends the export
   */
  ManifestSummary exportManifest(
      Path index,
      ManifestFormat format,
      Optional<Path> previous,
      ManifestExport.Target target,
      ReadProgress progress);

  /** Reads every file of the sources again and compares it with what the last commit says of it. */
  SourceReport compareSources(Path index, ReadProgress progress);

  /** Checks an exported manifest against the index; what is wrong with it is a result. */
  VerificationReport verifyManifest(Path index, Path manifest, ReadProgress progress);

  /**
   * Counts the documents of the last commit that somebody asks for and whose outcome is not OK,
   * without reading them.
   */
  long countExceptions(Path index, ExceptionSelection selection);

  /**
   * Hands over the documents of the last commit that somebody asks for and whose outcome is not OK,
   * in order of ids.
   *
   * @param fields what an entry tells besides type, size and cause, where it is known
   * @param notices takes what a person should know before trusting the result, one line each
   */
  void exceptions(
      Path index,
      ExceptionSelection selection,
      List<String> fields,
      Consumer<ExceptionEntry> consumer,
      Consumer<String> notices);

  /**
   * Hands over groups of documents of the last commit that are alike.
   *
   * @param notices takes what a person should know before trusting the result, one line each
   * @return all groups together, also those that were not asked for
   */
  DuplicateTotals duplicates(
      Path index,
      DuplicateRequest request,
      DuplicateList.Visitor visitor,
      Consumer<String> notices);

  /**
   * Makes an earlier commit current again.
   *
   * @param to its generation; empty for the one before what the index holds
   */
  RollbackPlan rollback(Path index, OptionalLong to);

  /** Returns what a rollback would do. Writes nothing. */
  RollbackPlan planRollback(Path index, OptionalLong to);

  /**
   * Keeps a commit whatever its age.
   *
   * @param generation the commit; empty for the current one
   * @param note why, for people
   * @return the generation that is pinned
   */
  long pin(Path index, OptionalLong generation, String note);

  /**
   * Lets a commit go when it is old.
   *
   * @return whether it was pinned
   */
  boolean unpin(Path index, long generation);

  /**
   * One commit of an index.
   *
   * @param index the index directory
   * @param generation which commit; empty for the current one
   */
  record Commit(Path index, OptionalLong generation) {}

  /**
   * Compares the documents of two commits.
   *
   * @param depth how many folders deep to sum up
   * @param limit documents of each kind that are listed
   * @param notices takes what a person should know before trusting the result, one line each
   */
  DiffReport diff(Commit before, Commit after, int depth, int limit, Consumer<String> notices);

  /** Lists the runs that a gate refused and that wait for somebody to publish or discard them. */
  List<StagedRuns.Waiting> staged(Path index);

  /** Commits a run that waits, without asking its gates. */
  StagedRuns.Publication publish(Path index, String runId);

  /** Deletes what a run that waits left staged. */
  void discard(Path index, String runId);
}
