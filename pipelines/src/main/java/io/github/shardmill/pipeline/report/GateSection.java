package io.github.shardmill.pipeline.report;

/** What the gates in front of the commit found. */
record GateSection(RunRecord run) implements Section {
  @Override
  public String id() {
    return "gates";
  }

  @Override
  public String title() {
    return "Gates";
  }

  @Override
  public boolean isEmpty() {
    return run.list("gates").isEmpty();
  }

  @Override
  public String html() {
    HtmlTable table = new HtmlTable("Gates; a commit needs all of them", "Gate", "Found", "Passed");
    for (RunRecord gate : run.list("gates")) {
      boolean passed = gate.holds("passed");
      table.row(
          Cell.name(gate.text("gate").orElse("\u2013")),
          Cell.text(gate.text("found").orElse("\u2013")),
          Cell.mark(passed, passed ? "\u2713 yes" : "\u2717 no"));
    }
    return table.html();
  }
}
