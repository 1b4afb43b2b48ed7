package io.github.shardmill.cli;

import io.github.shardmill.index.read.SearchFilter;
import io.github.shardmill.pipeline.read.FileQueries;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Options that narrow a search down. A file has to pass all of them. */
final class FilterOptions {
  @Option(
      names = "--tag",
      paramLabel = "TAG",
      description = "Only files with this tag, in any case; repeatable, and then with all of them.")
  private List<String> tags = new ArrayList<>();

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description = "Only files of this source; repeatable, and then of any of them.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description =
          "Only files of this type: a media type, its beginning such as text/, or a short name "
              + "such as pdf or docx; repeatable, and then of any of them.")
  private List<String> types = new ArrayList<>();

  @Option(
      names = "--since",
      paramLabel = "DATE|AGE",
      converter = Since.Converter.class,
      description =
          "Only files modified on this day (UTC) or later, or not longer ago: 2026-01-31, 12h, "
              + "7d, 4w.")
  private Since since;

  /** Returns the filters; none where no option was given. */
  List<SearchFilter> filters() {
    List<SearchFilter> filters = new ArrayList<>();
    tags.forEach(tag -> filters.add(FileQueries.tagged(tag)));
    if (!sources.isEmpty()) {
      filters.add(FileQueries.ofSources(sources));
    }
    if (!types.isEmpty()) {
      filters.add(FileQueries.ofTypes(types));
    }
    if (since != null) {
      filters.add(FileQueries.modifiedSince(since.moment().toEpochMilli()));
    }
    return filters;
  }
}
