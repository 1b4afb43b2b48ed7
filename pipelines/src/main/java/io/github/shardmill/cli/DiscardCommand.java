package io.github.shardmill.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shardmill discard}. */
@Command(
    name = "discard",
    header = "Delete what a run that a gate refused left staged.",
    description = "The index and the record of the run stay as they are.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill discard docs.index --run 20240131-020000-1f2e3d4c")
final class DiscardCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run's id.")
  private String runId;

  DiscardCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    operations.discard(index, runId);
    terminal.message("discarded " + runId);
    return ExitCode.DONE.code();
  }
}
