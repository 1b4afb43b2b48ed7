package io.github.shardmill.cli;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shardmill pin}. */
@Command(
    name = "pin",
    sortOptions = false,
    header = "Keep a commit of an index whatever its age.",
    description = "Other commits go when --keep-builds and --keep-for of later runs say so.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill pin docs.index --note 'as handed to the court'")
final class PinCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Option(
      names = "--generation",
      paramLabel = "GEN",
      description = "The commit, as 'inspect' lists them. Default: the current one.")
  private Long generation;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for people.")
  private String note = "";

  PinCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    OptionalLong wanted = generation == null ? OptionalLong.empty() : OptionalLong.of(generation);
    long pinned = operations.pin(index, wanted, note);
    terminal.out().println("generation " + pinned + " is pinned");
    return ExitCode.DONE.code();
  }
}
