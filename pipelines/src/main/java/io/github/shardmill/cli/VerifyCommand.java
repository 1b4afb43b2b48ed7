package io.github.shardmill.cli;

import io.github.shardmill.cli.view.VerifyReport;
import io.github.shardmill.cli.view.VerifyView;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code shardmill verify}. */
@Command(
    name = "verify",
    header = "Check an index in every way there is.",
    description =
        "Checksums and structure, invariants and counts, and the digest recomputed from the postings. Exit code 2 if a check fails.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  shardmill verify docs.index --json")
final class VerifyCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Mixin private StandardOptions.Json json;

  VerifyCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    VerifyReport report = operations.verify(index);
    if (json.isRequested()) {
      VerifyView.printJson(report, terminal.out());
    } else {
      VerifyView.printText(report, terminal.out());
    }
    return (report.isSound() ? ExitCode.DONE : ExitCode.FAILED).code();
  }
}
