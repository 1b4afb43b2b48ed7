package io.github.shardmill.cli;

import io.github.shardmill.cli.view.IndexView;
import io.github.shardmill.cli.view.RunStateView;
import io.github.shardmill.cli.view.StagedView;
import io.github.shardmill.index.read.IndexInspection;
import io.github.shardmill.pipeline.RunState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shardmill inspect}. */
@Command(
    name = "inspect",
    header = "Show what an index holds.",
    description = "Segments, documents, fields, schema, commits and the last run.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill inspect docs.index --json",
      "  shardmill inspect docs.index --run 20261120-081500-1a2b3c4d"
    })
final class InspectCommand extends IndexCommand {
  @Option(
      names = "--staged",
      description =
          "Show instead the run that a gate refused and that waits to be published or discarded.")
  private boolean staged;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = {
        "Show instead how a run ended, or how far it is. The exit code is that of the run; 4 while it"
            + " goes on, 2 if it was interrupted."
      })
  private String runId;

  @Mixin private StandardOptions.Json json;

  InspectCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    if (runId != null) {
      return showRun().code();
    }
    return (staged ? showStaged() : showIndex()).code();
  }

  private ExitCode showRun() {
    RunState state =
        operations
            .runState(index, runId)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        ExitCode.USAGE, "nothing is known of a run " + runId + " of " + index));
    if (json.isRequested()) {
      RunStateView.printJson(state, terminal.out());
    } else {
      RunStateView.printText(state, terminal.out());
    }
    return switch (state.phase()) {
      case ENDED -> ExitCode.of(state.summary().orElseThrow().verdict());
      case GOING_ON -> ExitCode.BUSY;
      case INTERRUPTED -> ExitCode.FAILED;
    };
  }

  private ExitCode showStaged() {
    StagedView view = new StagedView(index, operations.staged(index));
    if (json.isRequested()) {
      view.printJson(terminal.out());
    } else {
      view.printText(terminal.out());
    }
    return ExitCode.DONE;
  }

  private ExitCode showIndex() {
    IndexInspection inspection = operations.inspect(index);
    if (json.isRequested()) {
      IndexView.printJson(index, inspection, terminal.out());
    } else {
      IndexView.printText(index, inspection, terminal.out());
    }
    return ExitCode.DONE;
  }
}
