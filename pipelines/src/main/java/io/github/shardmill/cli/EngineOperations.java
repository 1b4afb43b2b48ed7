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

/** Binds the commands to the pipelines and the index engine. */
final class EngineOperations implements Operations {
  @Override
  public BuildRun startBuild(BuildSettings settings) {
    throw absent();
  }

  @Override
  public BuildPlan planBuild(BuildSettings settings) {
    throw absent();
  }

  @Override
  public SearchResults search(SearchRequest request) {
    throw absent();
  }

  @Override
  public IndexSummary inspect(Path index) {
    throw absent();
  }

  @Override
  public VerifyReport verify(Path index) {
    throw absent();
  }

  @Override
  public void exceptions(Path index, Consumer<FileException> consumer) {
    throw absent();
  }

  private static CommandFailure absent() {
    return new CommandFailure(ExitCode.FAILED, "the engine is not part of this build");
  }
}
