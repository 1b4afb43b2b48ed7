package io.github.shardmill.cli;

import io.github.shardmill.cli.view.FileException;
import io.github.shardmill.cli.view.IndexSummary;
import io.github.shardmill.cli.view.SearchResults;
import io.github.shardmill.cli.view.VerifyReport;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildRefusedException;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.Builds;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Binds the commands to the pipelines and the index engine. */
final class EngineOperations implements Operations {
  @Override
  public BuildRun startBuild(BuildSettings settings) {
    try {
      return Builds.start(settings);
    } catch (BuildRefusedException e) {
      throw refused(e);
    }
  }

  @Override
  public BuildPlan planBuild(BuildSettings settings) {
    try {
      return Builds.plan(settings);
    } catch (BuildRefusedException e) {
      throw refused(e);
    }
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

  private static CommandFailure refused(BuildRefusedException e) {
    ExitCode code =
        switch (e.reason()) {
          case USAGE -> ExitCode.USAGE;
          case BUSY -> ExitCode.BUSY;
          case ENVIRONMENT -> ExitCode.FAILED;
        };
    return new CommandFailure(code, e.getMessage(), e);
  }

  private static CommandFailure absent() {
    return new CommandFailure(ExitCode.FAILED, "the engine is not part of this build");
  }
}
