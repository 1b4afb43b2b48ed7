package io.github.shardmill.cli;

import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code shardmill pin}. */
@Command(
    name = "pin",
    sortOptions = false,
    header = "Keep a commit of an index whatever its age.",
    description = "Other commits go when --keep-builds and --keep-for of later runs say so.",
    descriptionHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill pin docs.index --note 'as handed to the court'")
final class PinCommand extends IndexCommand {
  @Option(
      names = "--generation",
      paramLabel = "GEN",
      description = "The commit, as 'inspect' lists them. Default: the current one.")
  private Long generation;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for people.")
  private String note = "";

  PinCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    OptionalLong wanted = generation == null ? OptionalLong.empty() : OptionalLong.of(generation);
    long pinned = operations.pin(index, wanted, note);
    terminal.out().println("generation " + pinned + " is pinned");
    return ExitCode.DONE.code();
  }
}
