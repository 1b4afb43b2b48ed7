package io.github.shardmill.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shardmill unpin}. */
@Command(
    name = "unpin",
    sortOptions = false,
    header = "Let a pinned commit go when it is old.",
    description = "It goes with the next commit unless something else keeps it.",
    descriptionHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill unpin docs.index --generation 7")
final class UnpinCommand extends IndexCommand {
  @Option(
      names = "--generation",
      paramLabel = "GEN",
      required = true,
      description = "The commit, as 'inspect' lists them.")
  private long generation;

  UnpinCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    if (!operations.unpin(index, generation)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "generation " + generation + " is not pinned; 'shardmill inspect' lists the commits");
    }
    terminal.out().println("generation " + generation + " is no longer pinned");
    return ExitCode.DONE.code();
  }
}
