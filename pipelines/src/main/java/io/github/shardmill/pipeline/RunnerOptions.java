package io.github.shardmill.pipeline;

import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes Beam's options from what a person said, with defaults that suit this program. */
final class RunnerOptions {
  /** A setting of Amazon's client. */
  private static final String NO_LOOKUPS = "aws.disableEc2Metadata";

  /** Flink's name for running one step after the other. */
  private static final String SEQUENTIAL_MASTER = "[collection]";

  private RunnerOptions() {}

  /**
   * Lets a run whose files are all on this machine start sooner: with every pipeline Beam makes its
   * own client of S3, which asks Amazon's machines where it is, and waits a second for the answer
   * where there are none.
   */
  static void spareLookups() {
    if (System.getProperty(NO_LOOKUPS) == null) {
      System.setProperty(NO_LOOKUPS, "true");
    }
  }

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
    if (master.equals(SEQUENTIAL_MASTER)) {
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
