package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.SuggestView;
import io.github.shardmill.index.read.SuggestRequest;
import io.github.shardmill.index.read.SuggestResult;
import io.github.shardmill.pipeline.read.FileQueries;
import java.util.List;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shardmill suggest}. */
@Command(
    name = "suggest",
    sortOptions = false,
    header = "Suggest titles, tags or words by how they begin.",
    description = {
      "Case and accents do not count. What is wholly what was typed comes first, then what more "
          + "files have, then what is shorter. A file without a title is suggested by its name."
    },
    descriptionHeading = "%n",
    footer = {
      "  shardmill suggest notes.index annual rep",
      "  shardmill suggest notes.index proj --tags --limit 20",
      "  shardmill suggest notes.index '' --tags --json   (the most frequent)"
    })
final class SuggestCommand extends IndexCommand {
  private static final int DEFAULT_LIMIT = 10;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "PREFIX",
      description = "How it begins; several words are one beginning.")
  private List<String> prefix;

  @ArgGroup private Kind kind = new Kind();

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The most suggestions to show. Default: " + DEFAULT_LIMIT + ".")
  private int limit = DEFAULT_LIMIT;

  @Mixin private StandardOptions.Json json;
  @Spec private CommandSpec spec;

  /** One of them, or titles. */
  private static final class Kind {
    @Option(names = "--tags", required = true, description = "Suggest tags.")
    private boolean tags;

    @Option(
        names = "--terms",
        required = true,
        description = "Suggest words of the text, as they were analysed.")
    private boolean terms;
  }

  SuggestCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    SuggestResult result = operations.suggest(index, request(), terminal::message);
    if (json.isRequested()) {
      JsonPrinter.print(terminal.out(), result);
    } else {
      new SuggestView(kind.tags ? "tag" : kind.terms ? "word" : "title")
          .printText(result, terminal.out());
    }
    return ExitCode.DONE.code();
  }

  private SuggestRequest request() {
    String typed = String.join(" ", prefix);
    try {
      SuggestRequest request =
          kind.tags
              ? FileQueries.tags(typed)
              : kind.terms ? FileQueries.terms(typed) : FileQueries.titles(typed);
      return request.withLimit(limit);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
