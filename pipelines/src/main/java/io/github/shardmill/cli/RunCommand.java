package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.PlanView;
import io.github.shardmill.pipeline.BuildPlan;
import io.github.shardmill.pipeline.BuildSettings;
import io.github.shardmill.pipeline.RunSummary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** What building and updating have in common: the run in front of a person, and its exit code. */
abstract class RunCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Mixin private BuildOptions options;

  @ArgGroup(validate = false, order = 7, heading = "%nRuns that nobody watches:%n")
  private final ScheduleOptions schedule = new ScheduleOptions();

  @ArgGroup(validate = false, order = 8, heading = "%nThe run and what it reports:%n")
  private final OutputOptions output = new OutputOptions();

  @Unmatched private List<String> rest = new ArrayList<>();
  @Spec private CommandSpec spec;

  RunCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  /** Returns what a person decided. */
  abstract BuildSettings settings(BuildOptions given, List<String> beamOptions);

  final Operations operations() {
    return operations;
  }

  @Override
  public final Integer call() {
    BuildSettings settings = settings();
    if (output.dryRun) {
      return show(operations.planBuild(settings));
    }
    RunSummary run =
        new BuildSession(operations, terminal, output.report, schedule())
            .run(settings, output.report::exitCode);
    if (output.json) {
      operations
          .runRecord(settings.target().index(), run.runId())
          .ifPresent(record -> JsonPrinter.print(terminal.out(), record));
    }
    return output.report.exitCode(run).code();
  }

  private BuildSettings settings() {
    List<String> beamOptions = PassedThrough.beamOptions(spec.commandLine(), rest);
    if (!beamOptions.isEmpty()) {
      // before anybody looks at an index or a source that only they make reachable
      StoreOptions.use(spec.commandLine(), beamOptions);
    }
    try {
      return settings(options, beamOptions);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Schedule schedule() {
    try {
      return schedule.value();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private int show(BuildPlan plan) {
    if (output.json) {
      PlanView.printJson(plan, terminal.out());
    } else {
      PlanView.printText(plan, terminal.out());
    }
    return ExitCode.DONE.code();
  }

  /** Whether it runs at all, and what it prints for scripts. */
  static final class OutputOptions {
    @Option(
        names = "--dry-run",
        description = "Only list: show counts, bytes, types and the disk needed. Writes nothing.")
    private boolean dryRun;

    @Option(
        names = "--json",
        description =
            "Print the record of the run, or the plan of a dry run, to standard output as JSON.")
    private boolean json;

    @ArgGroup(validate = false)
    private final ReportOptions report = new ReportOptions();
  }
}
