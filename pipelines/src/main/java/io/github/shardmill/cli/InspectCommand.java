package io.github.shardmill.cli;

import io.github.shardmill.cli.view.IndexView;
import io.github.shardmill.cli.view.StagedView;
import io.github.shardmill.index.read.IndexInspection;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shardmill inspect}. */
@Command(
    name = "inspect",
    header = "Show what an index holds.",
    description = "Segments, documents, fields, schema, commits and the last run.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill inspect docs.index --json")
final class InspectCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Option(
      names = "--staged",
      description =
          "Show instead the run that a gate refused and that waits to be published or discarded.")
  private boolean staged;

  @Mixin private StandardOptions.Json json;

  InspectCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    return (staged ? showStaged() : showIndex()).code();
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
