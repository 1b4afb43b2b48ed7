package io.github.shardmill.cli;

import io.github.shardmill.cli.view.DiffView;
import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.index.read.DiffReport;
import io.github.shardmill.index.read.IndexDiff;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code shardmill diff}. */
@Command(
    name = "diff",
    sortOptions = false,
    header = "Compare two commits of an index, or two indexes.",
    description =
        "Documents added, removed and changed, by source, folder and type. Ends with 0 whether or "
            + "not there are any.",
    customSynopsis = {
      "shardmill diff [OPTIONS] INDEX GEN1 GEN2",
      "       shardmill diff [OPTIONS] INDEX1 INDEX2"
    },
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  shardmill diff docs.index 11 12",
      "  shardmill diff yesterday.index today.index --limit 100 --json"
    })
final class DiffCommand implements Callable<Integer> {
  private static final int DEFAULT_LIMIT = 20;

  private final Operations operations;
  private final Terminal terminal;

  @Parameters(
      arity = "2..3",
      paramLabel = "INDEX",
      description =
          "An index and two of its commits, as 'inspect' lists them; or two indexes, whose current "
              + "commits are compared.")
  private List<String> sides;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The most documents of each kind to list. Default: " + DEFAULT_LIMIT + ".")
  private int limit = DEFAULT_LIMIT;

  @Option(
      names = "--depth",
      paramLabel = "N",
      description = "How many folders deep to sum up. Default: 1.")
  private int depth = 1;

  @Mixin private StandardOptions.Json json;
  @Spec private CommandSpec spec;

  DiffCommand(Operations operations, Terminal terminal) {
    this.operations = operations;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (limit < 0 || limit > IndexDiff.MAX_LIMIT || depth < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit is 0 to " + IndexDiff.MAX_LIMIT + ", --depth at least 1");
    }
    DiffReport report =
        operations.diff(side(0), side(sides.size() - 1), depth, limit, terminal::message);
    if (json.isRequested()) {
      JsonPrinter.print(terminal.out(), report);
    } else {
      DiffView.printText(report, terminal.out());
    }
    return ExitCode.DONE.code();
  }

  private Operations.Commit side(int position) {
    if (sides.size() == 2) {
      return new Operations.Commit(index(sides.get(position)), OptionalLong.empty());
    }
    String generation = sides.get(position == 0 ? 1 : 2);
    try {
      return new Operations.Commit(
          index(sides.get(0)), OptionalLong.of(Long.parseLong(generation)));
    } catch (NumberFormatException e) {
      throw new ParameterException(
          spec.commandLine(), "'" + generation + "' is not the number of a generation", e);
    }
  }

  private Path index(String location) {
    try {
      return Shardmill.path(location);
    } catch (TypeConversionException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
