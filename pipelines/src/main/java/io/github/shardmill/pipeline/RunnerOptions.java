package io.github.shardmill.pipeline;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;

/** Makes Beam's options from what a person said, with defaults that suit this program. */
final class RunnerOptions {
  private RunnerOptions() {}

  /**
   * Returns the options.
   *
   * @throws BuildRefusedException if Beam does not accept them
   */
  static PipelineOptions of(BuildSettings.Execution execution) {
    try {
      PipelineOptions options =
          PipelineOptionsFactory.fromArgs(execution.beamOptions().toArray(String[]::new))
              .withValidation()
              .create();
      if (options.getRunner() == DirectRunner.class) {
        tune(options.as(DirectOptions.class), execution);
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new BuildRefusedException(BuildRefusedException.Reason.USAGE, Failures.line(e), e);
    }
  }

  private static void tune(DirectOptions options, BuildSettings.Execution execution) {
    options.setBlockOnRun(false);
    if (!given(execution, "targetParallelism")) {
      options.setTargetParallelism(execution.parallelism());
    }
    // Tests leave these on. Here they would encode every element twice to find bugs in our steps.
    if (!given(execution, "enforceImmutability")) {
      options.setEnforceImmutability(false);
    }
    if (!given(execution, "enforceEncodability")) {
      options.setEnforceEncodability(false);
    }
  }

  private static boolean given(BuildSettings.Execution execution, String option) {
    return execution.beamOptions().stream().anyMatch(o -> o.startsWith("--" + option));
  }
}
