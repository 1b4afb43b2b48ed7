package io.github.shardmill.cli;

import io.github.shardmill.cli.progress.ReadingDisplay;
import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.ManifestView;
import io.github.shardmill.index.manifest.ManifestExport;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.manifest.ManifestSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
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
    if (output == null) {
      ManifestSummary summary =
          export(lines -> terminal.out().print(new String(lines, StandardCharsets.UTF_8)));
      terminal.message(ManifestView.line(summary));
      return ExitCode.DONE.code();
    }
    ManifestSummary summary = exportToFile();
    if (json.isRequested()) {
      JsonPrinter.print(terminal.out(), summary);
    } else {
      terminal.out().println(ManifestView.line(summary));
    }
    return ExitCode.DONE.code();
  }

  private ManifestSummary exportToFile() {
    try (NewFile file = NewFile.create(output)) {
      ManifestSummary summary = export(lines -> write(lines, file));
      file.finish();
      return summary;
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailure(
          ExitCode.USAGE, output + " is there already: choose another name or remove it", e);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void write(byte[] lines, NewFile file) {
    try {
      file.write(lines);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private CommandFailure unwritable(IOException e) {
    return new CommandFailure(ExitCode.FAILED, "cannot write " + output + ": " + e, e);
  }

  private ManifestSummary export(ManifestExport.Target target) {
    try (ReadingDisplay display = new ReadingDisplay(terminal.err(), terminal.errIsTerminal())) {
      return operations.exportManifest(
          index, format, Optional.ofNullable(previous), target, display);
    }
  }
}
