package io.github.shardmill.pipeline;

import java.util.Set;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes Beam's options from what a person said, with defaults that suit this program. */
final class RunnerOptions {
  private static final Set<String> REFUSED_MASTERS = Set.of("[collection]");

  private RunnerOptions() {}

  /**
   * Returns the options.
   *
   * @throws BuildRefusedException if Beam does not accept them
   */
  static PipelineOptions of(BuildSettings.Execution execution) {
    try {
      PipelineOptions options = BeamArguments.options(execution.beamOptions());
      switch (Venue.of(execution)) {
        case DIRECT -> tune(options.as(DirectOptions.class), execution);
        case EMBEDDED_FLINK, FLINK_CLUSTER -> {
          Venue.option(execution, Venue.MASTER).ifPresent(RunnerOptions::requireParallel);
          FlinkOptions.tune(options, execution);
        }
        case OTHER -> {
          // Who chose the runner knows it better than we do.
        }
      }
      return options;
    } catch (IllegalArgumentException e) {
      throw new BuildRefusedException(BuildRefusedException.Reason.USAGE, Failures.line(e), e);
    }
  }

  private static void requireParallel(String master) {
    if (REFUSED_MASTERS.contains(master)) {
      throw new IllegalArgumentException(
          "--flinkMaster=" + master + " does one thing after the other: use [local]");
    }
  }

  private static void tune(DirectOptions options, BuildSettings.Execution execution) {
    options.setBlockOnRun(false);
    if (!Venue.isGiven(execution, "targetParallelism")) {
      options.setTargetParallelism(execution.parallelism());
    }
    // Tests leave these on. Here they would encode every element twice to find bugs in our steps.
    if (!Venue.isGiven(execution, "enforceImmutability")) {
      options.setEnforceImmutability(false);
    }
    if (!Venue.isGiven(execution, "enforceEncodability")) {
      options.setEnforceEncodability(false);
    }
  }
}
