package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.Outcome;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How extraction ended, outcome by outcome, with what to do about it. */
record OutcomeSection(List<Row> rows) implements Section {
  private static final String OK = Outcome.OK.name();

  OutcomeSection {
    rows = List.copyOf(rows);
  }

  /** The files with one outcome. */
  record Row(String name, long files) {}

  static OutcomeSection of(RunRecord run) {
    return new OutcomeSection(
        run.counters("outcome").entrySet().stream()
            .map(outcome -> new Row(outcome.getKey(), outcome.getValue().getOrDefault("files", 0L)))
            .sorted(Comparator.comparingLong(Row::files).reversed().thenComparing(Row::name))
            .toList());
  }

  @Override
  public String id() {
    return "outcomes";
  }

  @Override
  public String title() {
    return "Outcomes";
  }

  @Override
  public boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    long total = rows.stream().mapToLong(Row::files).sum();
    HtmlTable table =
        new HtmlTable("How extraction ended", "Outcome", "Files", "Share", "What to do");
    for (Row row : rows) {
      table.row(
          Cell.name(row.name()),
          Cell.count(row.files()),
          Cell.number(Quantity.share(row.files(), total)),
          Cell.text(known(row.name()).map(Outcome::advice).orElse("\u2013")));
    }
    return "<div class=\"pair\">\n" + plot(total) + table.html() + "</div>\n";
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode plot = data.putArray("outcomes");
    for (Row row : exceptional()) {
      plot.addObject()
          .put("name", Plot.label(row.name()))
          .put("files", row.files())
          .put("failed", !known(row.name()).map(Outcome::isIndexed).orElse(false));
    }
  }

  /** Leaves out the plot when all went well: OK would dwarf the others, and is not in it. */
  private String plot(long total) {
    long exceptions = exceptional().stream().mapToLong(Row::files).sum();
    return exceptions == 0
        ? ""
        : Plot.html(
            "outcomes",
            "Files whose outcome is not OK",
            Quantity.count(exceptions) + " of " + Quantity.count(total) + " files");
  }

  private List<Row> exceptional() {
    return rows.stream().filter(row -> !row.name().equals(OK)).toList();
  }

  private static Optional<Outcome> known(String name) {
    return Arrays.stream(Outcome.values()).filter(o -> o.name().equals(name)).findAny();
  }
}
