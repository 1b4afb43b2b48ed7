package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Which types the files were of, what they weighed, and which of them failed. */
record TypeSection(TypeBreakdown types) implements Section {
  @Override
  public String id() {
    return "types";
  }

  @Override
  public String title() {
    return "Types";
  }

  @Override
  public boolean isEmpty() {
    return types.rows().isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    String summary = Quantity.count(types.files()) + " files, " + Quantity.bytes(types.bytes());
    return "<div class=\"pair\">\n"
        + Plot.html("type-files", "Files by type" + failedKey(), summary)
        + Plot.html("type-megabytes", "MB by type", summary)
        + "</div>\n"
        + table();
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode plot = data.putArray("types");
    for (TypeBreakdown.Row row : types.rows()) {
      plot.addObject()
          .put("name", Plot.label(row.name()))
          .put("good", Math.max(0, row.files() - row.failed()))
          .put("failed", row.failed())
          .put("megabytes", row.bytes() / 1e6);
    }
  }

  private String failedKey() {
    boolean anyFailed = types.rows().stream().anyMatch(row -> row.failed() > 0);
    return anyFailed ? ", failed ones in red" : "";
  }

  private String table() {
    HtmlTable table =
        new HtmlTable(
            "Files by content type; parsing is the time of all threads together",
            "Type",
            "Files",
            "Share",
            "Size",
            "Failed",
            "Parsing",
            "Per file",
            "Files/s");
    for (TypeBreakdown.Row row : types.rows()) {
      table.row(
          row.isOther() ? Cell.text(row.name()) : Cell.name(row.name()),
          Cell.count(row.files()),
          Cell.number(Quantity.share(row.files(), types.files())),
          Cell.number(Quantity.bytes(row.bytes())),
          Cell.number(failed(row)),
          Cell.number(Quantity.duration(row.millis())),
          Cell.number(perFile(row)),
          Cell.number(perSecond(row)));
    }
    return table.html();
  }

  private static String failed(TypeBreakdown.Row row) {
    String count = Quantity.count(row.failed());
    return row.failed() == 0
        ? count
        : count + " (" + Quantity.share(row.failed(), row.files()) + ")";
  }

  private static String perFile(TypeBreakdown.Row row) {
    return row.files() > 0
        ? Quantity.threeDigits((double) row.millis() / row.files()) + " ms"
        : "\u2013";
  }

  /** Returns what one thread that does nothing else gets through. */
  private static String perSecond(TypeBreakdown.Row row) {
    return row.millis() > 0 ? Quantity.threeDigits(1_000.0 * row.files() / row.millis()) : "\u2013";
  }
}
