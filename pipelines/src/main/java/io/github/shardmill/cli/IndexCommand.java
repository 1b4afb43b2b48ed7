package io.github.shardmill.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What all commands have in common whose first argument is an index that is there. */
@Command(parameterListHeading = "%n", optionListHeading = "%n", footerHeading = "%nExamples:%n")
abstract class IndexCommand implements Callable<Integer> {
  final Operations operations;
  final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  Path index;

  IndexCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }
}
