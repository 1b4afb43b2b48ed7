package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ReadingDisplay;
import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.VerificationView;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.VerificationReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code shardmill verify}. */
@Command(
    name = "verify",
    header = "Check an index in every way there is.",
    description =
        "Checksums and structure, invariants, counts, the manifests of runs, and the digest recomputed from the postings. Exit code 2 if a check fails.",
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  shardmill verify docs.index --json",
      "  shardmill verify docs.index --manifest friday.jsonl"
    })
final class VerifyCommand implements Callable<Integer> {
  private final Operations operations;
  private final Terminal terminal;

  @Parameters(index = "0", paramLabel = "INDEX", description = "The index directory.")
  private Path index;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Check this exported manifest as well, line by line.")
  private Path manifest;

  @Mixin private StandardOptions.Json json;

  VerifyCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    VerificationReport report = verify();
    if (json.isRequested()) {
      JsonPrinter.print(terminal.out(), report);
    } else {
      VerificationView.printText(report, terminal.out());
    }
    return (report.ok() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private VerificationReport verify() {
    try (ReadingDisplay display = new ReadingDisplay(terminal.err(), terminal.errIsTerminal())) {
      List<Finding> findings = new ArrayList<>(operations.verify(index, display).findings());
      if (manifest != null) {
        findings.addAll(operations.verifyManifest(index, manifest, display).findings());
      }
      return VerificationReport.of(findings);
    }
  }
}
