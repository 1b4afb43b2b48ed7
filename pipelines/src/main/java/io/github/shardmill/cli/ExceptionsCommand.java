package io.github.shardmill.cli;

import io.github.shardmill.cli.view.ExceptionsView;
import io.github.shardmill.index.manifest.ManifestFormat;
import io.github.shardmill.pipeline.ExceptionSelection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code shardmill exceptions}. */
@Command(
    name = "exceptions",
    sortOptions = false,
    header =
        "Sum up the files whose outcome is not OK, with what to do; export them, try them again.",
    customSynopsis = "shardmill exceptions INDEX [--list | --output FILE | --retry] [OPTIONS]",
    description =
        "Files that could not be read, are encrypted or damaged, or whose text was cut. Files that "
            + "ended alike are one group: causes that differ in numbers, quoted names and paths "
            + "only are the same.",
    descriptionHeading = "%n",
    footer = {
      "  shardmill exceptions docs.index",
      "  shardmill exceptions docs.index --list --outcome CORRUPT --outcome CRASHED",
      "  shardmill exceptions docs.index --format csv --output failed.csv",
      "  shardmill exceptions docs.index --retry --outcome TIMED_OUT \\",
      "    --parse-timeout 10m"
    })
final class ExceptionsCommand extends IndexCommand {
  @Mixin private ExceptionFilterOptions filter;

  @Option(names = "--list", description = "List every file.")
  private boolean list;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Export a line for every file to this one, readable by its owner only; one that exists "
              + "is left as it is, with exit code 1.")
  private Path output;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "Export a line for every file: ${COMPLETION-CANDIDATES}. To standard output, unless there "
              + "is --output, with which the default is JSONL.")
  private ManifestFormat format;

  @Option(
      names = "--retry",
      description =
          "Read the files again, now and although they are unchanged, and nothing else, in one "
              + "commit. Limits hold for later updates too. New and changed files are left to the "
              + "next update.")
  private boolean again;

  @Mixin private StandardOptions.Json json;
  @Mixin private RetryOptions retry;
  @Spec private CommandSpec spec;

  ExceptionsCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    requireThatOptionsGoTogether();
    ExceptionSelection selection = filter.selection();
    if (again) {
      return retry(selection).code();
    }
    if (output != null || format != null) {
      return export(selection).code();
    }
    ExceptionsView view =
        new ExceptionsView(
            consumer ->
                operations.exceptions(index, selection, List.of(), consumer, terminal::message));
    if (json.isRequested()) {
      view.printJson(terminal.out());
    } else if (list) {
      view.printList(terminal.out());
    } else {
      view.printGroups(terminal.out());
    }
    return ExitCode.DONE.code();
  }

  private void requireThatOptionsGoTogether() {
    boolean exports = output != null || format != null;
    if ((list ? 1 : 0) + (again ? 1 : 0) + (exports ? 1 : 0) > 1) {
      throw new ParameterException(
          spec.commandLine(), "give one of --list, --retry and --output, with or without --format");
    }
    if (again) {
      return;
    }
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      if (RetryOptions.has(option)) {
        throw new ParameterException(
            spec.commandLine(), option.longestName() + " is of use with --retry only");
      }
    }
  }

  private ExitCode export(ExceptionSelection selection) {
    return new ExceptionsToFile(operations, terminal)
        .export(
            index,
            selection,
            Optional.ofNullable(format).orElse(ManifestFormat.JSONL),
            Optional.ofNullable(output),
            json.isRequested());
  }

  private ExitCode retry(ExceptionSelection selection) {
    StoreOptions stores =
        (StoreOptions) spec.mixins().get(StoreOptions.class.getSimpleName()).userObject();
    try {
      return new ExceptionRetry(operations, terminal, retry, json.isRequested())
          .run(index, selection, stores.given());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
