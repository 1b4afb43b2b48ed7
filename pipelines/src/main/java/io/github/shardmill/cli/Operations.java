package io.github.shardmill.cli;

import io.github.shardmill.cli.view.FileException;
import io.github.shardmill.cli.view.IndexSummary;
import io.github.shardmill.cli.view.SearchResults;
import io.github.shardmill.cli.view.VerifyReport;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import java.nio.file.Path;
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

  /** Lists the inputs and returns what a build would do. Writes nothing. */
  BuildPlan planBuild(BuildSettings settings);

  /** Searches the latest commit of an index. */
  SearchResults search(SearchRequest request);

  /** Describes the latest commit of an index. */
  IndexSummary inspect(Path index);

  /** Checks an index in every way there is; a check that fails is a result and not an exception. */
  VerifyReport verify(Path index);

  /** Hands over every file of the latest commit whose outcome is not OK, in id order. */
  void exceptions(Path index, Consumer<FileException> consumer);
}
