package io.github.shardmill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.index.StagedRuns;
import io.github.shardmill.index.read.ExceptionEntry;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.RememberedSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

  /** Describes the last commit of an index. */
  IndexInspection inspect(Path index);

  /** Checks the last commit of an index; a check that fails is a result and not an exception. */
  VerificationReport verify(Path index, ReadProgress progress);

  /**
   * Hands over every document of the last commit whose status is not good, in order of ids.
   *
   * @param notices takes what a person should know before trusting the result, one line each
   */
  void exceptions(Path index, Consumer<ExceptionEntry> consumer, Consumer<String> notices);

  /** Lists the runs that a gate refused and that wait for somebody to publish or discard them. */
  List<StagedRuns.Waiting> staged(Path index);

  /** Commits a run that waits, without asking its gates. */
  StagedRuns.Publication publish(Path index, String runId);

  /** Deletes what a run that waits left staged. */
  void discard(Path index, String runId);
}
