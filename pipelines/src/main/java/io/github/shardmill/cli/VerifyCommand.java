package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ReadingDisplay;
import io.github.shardmill.cli.view.VerificationView;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.pipeline.read.SourceReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shardmill verify}. */
@Command(
    name = "verify",
    header = "Check an index in every way there is.",
    description =
        "Checksums and structure, invariants, counts, the manifests of runs, and the digest recomputed from the postings. Exit code 2 if a check fails.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill verify docs.index --json",
      "  shardmill verify docs.index --manifest friday.jsonl",
      "  shardmill verify docs.index --against-sources"
    })
final class VerifyCommand extends IndexCommand {
  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "Check this exported manifest as well, line by line.")
  private Path manifest;

  @Option(
      names = "--against-sources",
      description =
          "Read every file again and compare its digests as well. Exit code 2 if one was altered under its old time, is missing or cannot be read; files that changed since or are new only need an update.")
  private boolean againstSources;

  @Mixin private StandardOptions.Json json;

  VerifyCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    VerificationView view = verify();
    if (json.isRequested()) {
      view.printJson(terminal.out());
    } else {
      view.printText(terminal.out());
    }
    return (view.report().ok() ? ExitCode.DONE : ExitCode.FAILED).code();
  }

  private VerificationView verify() {
    try (ReadingDisplay display = new ReadingDisplay(terminal.err(), terminal.errIsTerminal())) {
      List<Finding> findings = new ArrayList<>(operations.verify(index, display).findings());
      if (manifest != null) {
        findings.addAll(operations.verifyManifest(index, manifest, display).findings());
      }
      if (!againstSources) {
        return new VerificationView(VerificationReport.of(findings), Optional.empty());
      }
      SourceReport sources = operations.compareSources(index, display);
      findings.add(sources.finding());
      return new VerificationView(VerificationReport.of(findings), Optional.of(sources));
    }
  }
}
