package io.github.shardmill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shardmill discard}. */
@Command(
    name = "discard",
    header = "Delete what a run that a gate refused left staged.",
    description = "The index and the record of the run stay as they are.",
    descriptionHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill discard docs.index --run 20240131-020000-1f2e3d4c")
final class DiscardCommand extends IndexCommand {
  @Option(names = "--run", paramLabel = "RUN", required = true, description = "The run's id.")
  private String runId;

  DiscardCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    operations.discard(index, runId);
    terminal.message("discarded " + runId);
    return ExitCode.DONE.code();
  }
}
