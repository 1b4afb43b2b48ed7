package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How large the files were. */
record SizeSection(SizeHistogram sizes) implements Section {
  @Override
  public String id() {
    return "sizes";
  }

  @Override
  public String title() {
    return "File sizes";
  }

  @Override
  public boolean isEmpty() {
    return sizes.rows().isEmpty();
  }

  @Override
  public String html() {
    HtmlTable table = new HtmlTable("files by size", "Size", "Files", "Share", "Up to here");
    long smaller = 0;
    for (SizeHistogram.Row row : sizes.rows()) {
      smaller += row.files();
      table.row(
          Cell.number(row.range()),
          Cell.count(row.files()),
          Cell.number(Quantity.share(row.files(), sizes.files())),
          Cell.number(Quantity.share(smaller, sizes.files())));
    }
    return Plot.html("sizes", "Files by size", "half of the files are " + median() + " or smaller")
        + table.folded();
  }

  @Override
  public void addPlots(ObjectNode data) {
    ArrayNode plot = data.putArray("sizes");
    for (SizeHistogram.Row row : sizes.rows()) {
      plot.addObject().put("tick", row.from()).put("name", row.range()).put("files", row.files());
    }
  }

  private String median() {
    long smaller = 0;
    for (SizeHistogram.Row row : sizes.rows()) {
      smaller += row.files();
      if (2 * smaller >= sizes.files()) {
        return row.range();
      }
    }
    return "";
  }
}
