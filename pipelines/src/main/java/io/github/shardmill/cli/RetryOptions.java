package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.BuildSettings.Indexing;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.BuildSettings.Target;
import io.github.shardmill.pipeline.Continuation;
import io.github.shardmill.pipeline.ExceptionSelection;
import io.github.shardmill.pipeline.RememberedSettings;
import io.github.shardmill.pipeline.RemovalLimit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/**
 * The options of a run that tries exceptions again, in the groups that its help shows. Inputs,
 * filters and the index are those of the run before.
 */
final class RetryOptions {
  @ArgGroup(validate = false, order = 1, heading = "%nWith --retry, limits for one file:%n")
  private final ExtractionOptions extraction = new ExtractionOptions();

  @ArgGroup(validate = false, order = 2, heading = "%nWith --retry, the machine:%n")
  private final BuildOptions.MachineOptions machine = new BuildOptions.MachineOptions();

  @ArgGroup(validate = false, order = 3, heading = "%nWith --retry, what must hold to publish:%n")
  private final PublishingOptions publishing = new PublishingOptions();

  @ArgGroup(validate = false, order = 4, heading = "%nWith --retry, what the run reports:%n")
  private final ReportOptions report = new ReportOptions();

  ReportOptions report() {
    return report;
  }

  /** Returns whether an option of the command is one of these: no others are in groups. */
  static boolean has(OptionSpec option) {
    return option.group() != null;
  }

  /**
   * Returns the settings that these options stand for.
   *
   * @param before settings of the run that this one goes on from
   * @throws IllegalArgumentException if they do not go together or are out of bounds
   */
  BuildSettings settings(
      Path index,
      ExceptionSelection selection,
      RememberedSettings before,
      List<String> beamOptions) {
    return new BuildSettings(
        Inputs.AS_BEFORE,
        before.filters(),
        extraction.value(before.extraction()),
        new Indexing(
            before.analyzer(), OptionalInt.empty(), machine.ramBufferBytes(), before.upkeep()),
        machine.value(beamOptions).withIsolation(extraction.isolation()),
        new Target(index, machine.workDirectory(), Optional.empty()),
        Continuation.retrying(selection, new RemovalLimit(publishing.removals)),
        publishing.gates.value());
  }

  /** What must hold; files may be gone when they are to be tried again. */
  static final class PublishingOptions {
    @ArgGroup(validate = false)
    private final GateOptions gates = new GateOptions();

    @Option(
        names = "--max-removals",
        paramLabel = "PERCENT",
        description =
            "Refuse to remove more of the files of a source than this because they are gone, 20 at "
                + "least; 100 allows it. Default: 20.")
    private double removals = RemovalLimit.DEFAULT.percent();
  }
}
