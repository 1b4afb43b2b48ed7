package io.github.shardmill.pipeline.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the run was told to do, and what else the record says about it. */
record RunSection(RunRecord run) implements Section {
  @Override
  public String id() {
    return "run";
  }

  @Override
  public String title() {
    return "Inputs and options";
  }

  @Override
  public boolean isEmpty() {
    return inputs().isEmpty() && run.texts("options").isEmpty() && facts().isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    return "<div class=\"pair\">\n<div>"
        + inputTable()
        + pairs("The record", facts())
        + "</div>\n<div>"
        + pairs("Options", run.texts("options"))
        + "</div>\n</div>\n";
  }

  private List<RunRecord> inputs() {
    return run.list("inputs");
  }

  private String inputTable() {
    if (inputs().isEmpty()) {
      return "";
    }
    HtmlTable table = new HtmlTable("Inputs", "Source", "Root");
    for (RunRecord input : inputs()) {
      table.row(
          Cell.name(input.text("name").orElse("\u2013")),
          Cell.name(input.text("root").orElse("\u2013")));
    }
    return table.html();
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    run.moment("started").ifPresent(at -> facts.put("Started", Quantity.moment(at)));
    run.moment("finished").ifPresent(at -> facts.put("Finished", Quantity.moment(at)));
    run.count("linkedFiles").ifPresent(n -> facts.put("Index files linked", Quantity.count(n)));
    run.count("copiedFiles").ifPresent(n -> facts.put("Index files copied", Quantity.count(n)));
    run.text("logicalDigest").ifPresent(digest -> facts.put("Logical digest", digest));
    return facts;
  }

  private static String pairs(String caption, Map<String, String> pairs) {
    if (pairs.isEmpty()) {
      return "";
    }
    HtmlTable table = new HtmlTable(caption, "Name", "Value");
    pairs.forEach((name, value) -> table.row(Cell.text(name), Cell.name(value)));
    return table.html();
  }
}
