package io.github.shardmill.cli;

import io.github.shardmill.cli.view.JsonPrinter;
import io.github.shardmill.cli.view.SearchView;
import io.github.shardmill.index.read.SearchFilter;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult;
import io.github.shardmill.pipeline.FileSchema;
import io.github.shardmill.pipeline.read.FileQueries;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code shardmill search}. */
@Command(
    name = "search",
    sortOptions = false,
    header = "Search an index.",
    footer = {
      "  shardmill search docs.index 'parallel indexes'",
      "  shardmill search docs.index 'title:\"annual report\" AND extension:pdf' --limit 50",
      "  shardmill search docs.index 'budget~1' --fields id,size,modified --json",
      "  shardmill search docs.index budget --tag finance --type pdf --since 30d --facets",
      "  shardmill search docs.index -- -draft +final   (no options after --)"
    })
final class SearchCommand extends IndexCommand {
  private static final int DEFAULT_LIMIT = 10;
  private static final String ALL = "*:*";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "QUERY",
      description =
          "Words, \"phrases\", field:word, AND, OR, NOT, wild*cards, fuzzy~, [from TO to]: the "
              + "syntax of Lucene's query parser. Looks at content and title unless a field is "
              + "named. Sizes are in bytes, dates as in modified:[2024-01-01 TO *]. May be left "
              + "out where a filter or --facets is given: then all files match.")
  private List<String> query = new ArrayList<>();

  @Mixin private FilterOptions filters;

  @Option(
      names = {"-n", "--limit"},
      paramLabel = "N",
      description = "The most hits to show; 0 only counts. Default: " + DEFAULT_LIMIT + ".")
  private int limit = DEFAULT_LIMIT;

  @Option(
      names = "--fields",
      paramLabel = "NAME",
      split = ",",
      description = "Stored fields to show, separated by commas.")
  private List<String> fields = new ArrayList<>();

  @Option(
      names = "--unique",
      negatable = true,
      description =
          "Of hits with the same bytes show the best only, and how many others there are. Default "
              + "for an index built with --duplicates=collapse.")
  private Boolean unique;

  @Option(
      names = "--facets",
      description = "Count all matching files by tag, source, type and year, too.")
  private boolean facets;

  @Option(
      names = "--facet-limit",
      paramLabel = "N",
      description = "The most values to show of each facet. Default: " + DEFAULT_LIMIT + ".")
  private int facetLimit = DEFAULT_LIMIT;

  @Mixin private StandardOptions.Json json;
  @Spec private CommandSpec spec;

  SearchCommand(Operations operations, Terminal terminal) {
    super(operations, terminal);
  }

  @Override
  public Integer call() {
    SearchResult result = operations.search(index, request(), terminal::message);
    if (json.isRequested()) {
      JsonPrinter.print(terminal.out(), result);
    } else {
      new SearchView(fields, terminal.hasEmphasis()).printText(result, terminal.out());
    }
    return ExitCode.DONE.code();
  }

  private SearchRequest request() {
    List<SearchFilter> narrowing = filters.filters();
    if (query.isEmpty() && narrowing.isEmpty() && !facets) {
      throw new ParameterException(
          spec.commandLine(), "name what to search for: a QUERY, a filter such as --tag, --facets");
    }
    try {
      return SearchRequest.of(query.isEmpty() ? ALL : String.join(" ", query))
          .withLimit(limit)
          .withFields(fields)
          .withDateFields(FileSchema.DATES)
          .withFilters(narrowing)
          .withUnique(isUnique() ? FileSchema.SHA256 : "")
          .withFacets(facets ? FileQueries.facets(facetLimit) : List.of());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private boolean isUnique() {
    return unique == null ? operations.isCollapsed(index) : unique;
  }
}
