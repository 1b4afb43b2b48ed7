package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ReadingDisplay;
import io.github.shardmill.cli.view.ManifestView;
import io.github.shardmill.index.manifest.ManifestExport;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.manifest.ManifestSummary;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code shardmill manifest}. */
@Command(
    name = "manifest",
    sortOptions = false,
    header = "Export a line for every file, chained by hashes.",
    description =
        "Id, size, digests, outcome and number of documents of every file, in order of ids. An altered, removed, inserted or moved line is found by 'verify --manifest'.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill manifest docs.index --output friday.jsonl --previous thursday.jsonl",
      "  shardmill verify docs.index --manifest friday.jsonl"
    })
final class ManifestCommand extends IndexCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write, readable by its owner only; one that exists is left as it is, with exit code 1. Default: standard output.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
      defaultValue = "JSONL")
  private ManifestFormat format;

  @Option(
      names = "--previous",
      paramLabel = "FILE",
      description = "The manifest exported before, whose SHA-256 this one is to carry.")
  private Path previous;

  @Mixin private StandardOptions.Json json;

  ManifestCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    LinesToFile file = new LinesToFile(terminal, Optional.ofNullable(output));
    ManifestSummary summary = file.write(target -> export(target::write));
    file.tell(ManifestView.line(summary), summary, json.isRequested());
    return ExitCode.DONE.code();
  }

  private ManifestSummary export(ManifestExport.Target target) {
    try (ReadingDisplay display = new ReadingDisplay(terminal.err(), terminal.errIsTerminal())) {
      return operations.exportManifest(
          index, format, Optional.ofNullable(previous), target, display);
    }
  }
}
