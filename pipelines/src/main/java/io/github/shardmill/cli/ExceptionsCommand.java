package io.github.shardmill.cli;

import io.github.shardmill.cli.view.ExceptionsView;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code shardmill exceptions}. */
@Command(
    name = "exceptions",
    header = "List every file whose outcome is not OK, with what to do.",
    description = "Files that could not be read, are encrypted or damaged, or whose text was cut.",
    descriptionHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill exceptions docs.index --json")
final class ExceptionsCommand extends IndexCommand {
  @Mixin private StandardOptions.Json json;

  ExceptionsCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
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
