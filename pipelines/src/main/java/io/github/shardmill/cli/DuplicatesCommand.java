package io.github.shardmill.cli;

import io.github.shardmill.cli.view.DuplicatesView;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.index.read.DuplicateDocument;
import io.github.shardmill.index.read.DuplicateGroup;
import io.github.shardmill.index.read.DuplicateList;
import io.github.shardmill.index.read.DuplicateRequest;
import io.github.shardmill.index.read.DuplicateTotals;
import io.github.shardmill.pipeline.read.DuplicateExport;
import io.github.shardmill.pipeline.read.DuplicateKey;
import io.github.shardmill.pipeline.read.FileQueries;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code shardmill duplicates}. */
@Command(
    name = "duplicates",
    sortOptions = false,
    header = "List groups of files that are alike, those first that waste most; export them.",
    description =
        "With every place where each is, also inside archives and mails. Empty files are left out "
            + "and counted.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill duplicates docs.index --files --limit 50",
      "  shardmill duplicates mail.index --by message-id",
      "  shardmill duplicates docs.index --format csv --output duplicates.csv"
    })
final class DuplicatesCommand extends IndexCommand {
  private static final int DEFAULT_LIMIT = 10;

  @Option(
      names = "--by",
      paramLabel = "KEY",
      description =
          "What duplicates have in common: ${COMPLETION-CANDIDATES}. All bytes, the Message-ID of "
              + "a mail, or what a mail says. Default: ${DEFAULT-VALUE}.",
      defaultValue = "sha256",
      converter = KeyConverter.class)
  private DuplicateKey key;

  @Option(names = "--files", description = "Only files, and nothing that is inside them.")
  private boolean files;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The most groups to show. Default: " + DEFAULT_LIMIT + ".")
  private Integer limit;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Export a line for every file of all groups to this one, readable by its owner only; one "
              + "that exists is left as it is, with exit code 1.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Export a line for every file of all groups: ${COMPLETION-CANDIDATES}. To standard "
              + "output, unless there is --output, with which the default is JSONL.")
  private ManifestFormat format;

  @Mixin private StandardOptions.Json json;
  @Spec private CommandSpec spec;

  /** Takes keys as they are shown to people. */
  private static final class KeyConverter implements ITypeConverter<DuplicateKey> {
    @Override
    public DuplicateKey convert(String typed) {
      return Arrays.stream(DuplicateKey.values())
          .filter(key -> key.toString().equalsIgnoreCase(typed))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + typed + "' is none of " + Arrays.toString(DuplicateKey.values())));
    }
  }

  DuplicatesCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    boolean exports = output != null || format != null;
    if (exports && limit != null) {
      throw new ParameterException(
          spec.commandLine(), "an export has all groups: leave out --limit");
    }
    DuplicateRequest request = request(exports ? OptionalInt.empty() : OptionalInt.of(limit()));
    DuplicatesView view =
        new DuplicatesView(key, files ? "file" : "document", visitor -> list(request, visitor));
    if (exports) {
      export(request, view);
    } else if (json.isRequested()) {
      view.printJson(terminal.out());
    } else {
      view.printText(terminal.out());
    }
    return ExitCode.DONE.code();
  }

  private int limit() {
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  private DuplicateRequest request(OptionalInt most) {
    try {
      return FileQueries.duplicates(key, files, most);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private DuplicateTotals list(DuplicateRequest request, DuplicateList.Visitor visitor) {
    return operations.duplicates(index, request, visitor, terminal::message);
  }

  private void export(DuplicateRequest request, DuplicatesView view) {
    DuplicateExport export =
        new DuplicateExport(Optional.ofNullable(format).orElse(ManifestFormat.JSONL), key);
    LinesToFile file = new LinesToFile(terminal, Optional.ofNullable(output));
    DuplicateTotals totals =
        file.write(
            target -> {
              target.write(export.preface());
              return list(request, new ExportedGroups(export, target));
            });
    file.tell(view.line(totals), totals, json.isRequested());
  }

  /** Hands lines on. */
  private static final class ExportedGroups implements DuplicateList.Visitor {
    private final DuplicateExport export;
    private final LinesToFile.Target target;
    private DuplicateGroup group;

    ExportedGroups(DuplicateExport export, LinesToFile.Target target) {
      this.export = export;
      this.target = target;
    }

    @Override
    public void group(DuplicateGroup next) {
      group = next;
    }

    @Override
    public void document(DuplicateDocument document) {
      target.write(export.line(group, document));
    }
  }
}
