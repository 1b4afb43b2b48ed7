package io.github.shardmill.pipeline.report;

import java.util.List;
import java.util.function.LongFunction;

/** The files that lead by some weight. */
record RankingSection(Kind kind, List<RunRecord> files) implements Section {
  /** The most files that are shown. */
  static final int MAX_ROWS = 20;

  RankingSection {
    files = List.copyOf(files);
  }

  /** By what files are ranked. */
  enum Kind {
    SLOWEST("slowest", "Slowest files", "By time spent parsing", "Time", Quantity::duration),
    LARGEST("largest", "Largest files", "By size", "Size", Quantity::bytes);

    private final String field;
    private final String title;
    private final String caption;
    private final String heading;
    private final LongFunction<String> writing;

    Kind(String field, String title, String caption, String heading, LongFunction<String> writing) {
      this.field = field;
      this.title = title;
      this.caption = caption;
      this.heading = heading;
      this.writing = writing;
    }
  }

  static RankingSection of(RunRecord run, Kind kind) {
    return new RankingSection(
        kind, run.list("rankings", kind.field).stream().limit(MAX_ROWS).toList());
  }

  @Override
  public String id() {
    return kind.field;
  }

  @Override
  public String title() {
    return kind.title;
  }

  @Override
  public boolean isEmpty() {
    return files.isEmpty();
  }

  @Override
  public String html() {
    long heaviest = files.stream().mapToLong(RankingSection::weight).max().orElse(0);
    HtmlTable table = new HtmlTable(kind.caption, "File", kind.heading, "");
    for (RunRecord file : files) {
      table.row(
          Cell.name(file.text("name").orElse("\u2013")),
          Cell.number(kind.writing.apply(weight(file))),
          Cell.bar(weight(file), heaviest));
    }
    return table.html();
  }

  private static long weight(RunRecord file) {
    return file.count("weight").orElse(0);
  }
}
