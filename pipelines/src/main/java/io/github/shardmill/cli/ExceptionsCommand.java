package io.github.shardmill.cli;

import io.github.shardmill.cli.view.ExceptionsView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code shardmill exceptions}. */
@Command(
    name = "exceptions",
    header = "List every file whose outcome is not OK, with what to do.",
    description = "Files that could not be read, are encrypted or damaged, or whose text was cut.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill exceptions docs.index --json")
final class ExceptionsCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Mixin private StandardOptions.Json json;

  ExceptionsCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    ExceptionsView view =
        new ExceptionsView(consumer -> operations.exceptions(index, consumer, terminal::message));
    if (json.isRequested()) {
      view.printJson(terminal.out());
    } else {
      view.printText(terminal.out());
    }
    return ExitCode.DONE.code();
  }
}
