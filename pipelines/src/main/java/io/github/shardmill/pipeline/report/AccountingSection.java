package io.github.shardmill.pipeline.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.StringJoiner;

/** Where every discovered file went, and whether the counting equations hold. */
record AccountingSection(RunRecord run) implements Section {
  /** The disjoint parts of the first counting equation, in its order. */
  private static final List<String> PARTS =
      List.of("indexed", "unchanged", "duplicates", "excluded", "failed");

  /** Files that are in no part, since the run was asked for others. */
  private static final String POSTPONED = "postponed";

  @Override
  public String id() {
    return "accounting";
  }

  @Override
  public String title() {
    return "Accounting";
  }

  @Override
  public boolean isEmpty() {
    return !hasParts() && equations().isEmpty();
  }

  @Override
  public boolean isWide() {
    return true;
  }

  @Override
  public String html() {
    return parts() + changes() + equationTable();
  }

  private boolean hasParts() {
    return PARTS.stream().anyMatch(part -> run.count(part).isPresent());
  }

  private List<RunRecord> equations() {
    return run.list("equations");
  }

  private String parts() {
    if (!hasParts()) {
      return "";
    }
    long total = PARTS.stream().mapToLong(part -> run.count(part).orElse(0)).sum();
    StringBuilder bars = new StringBuilder();
    StringBuilder legend = new StringBuilder();
    double left = 0;
    for (String part : PARTS) {
      long files = run.count(part).orElse(0);
      double width = total == 0 ? 0 : 1000.0 * files / total;
      bars.append(
          String.format(
              Locale.ROOT,
              "<rect class=\"%s\" x=\"%.2f\" width=\"%.2f\" height=\"20\"/>",
              part,
              left,
              width));
      left += width;
      legend.append(legendEntry(part, files, total));
    }
    String orElse = run.counter(POSTPONED) > 0 ? ", or was left to the next update" : "";
    return "<p>Every discovered file is in exactly one of these parts"
        + orElse
        + ".</p>\n"
        + "<svg class=\"stack\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\""
        + " aria-hidden=\"true\"><rect class=\"rest\" width=\"1000\" height=\"20\"/>"
        + bars
        + "</svg>\n<ul class=\"legend\">\n"
        + legend
        + "</ul>\n";
  }

  private static String legendEntry(String part, long files, long total) {
    return "<li><span class=\"key "
        + part
        + "\"></span>"
        + part
        + " <b>"
        + Quantity.count(files)
        + "</b> <span class=\"note\">"
        + Html.escape(Quantity.share(files, total))
        + "</span></li>\n";
  }

  /** Tells what the parts hide of a run that went on from an index. */
  private String changes() {
    StringJoiner told = new StringJoiner(" ", "<p class=\"note\">", "</p>\n").setEmptyValue("");
    tell(told, "reused", "indexed with text from the index before, without parsing.");
    tell(told, "confirmed", "unchanged as their bytes proved, not only size and time.");
    tell(told, "excluded.hash", "excluded since a digest is on the list of known files.");
    tell(told, "removed", "gone and removed from the index.");
    tell(told, "kept", "not found and kept, since a directory could not be listed.");
    tell(told, POSTPONED, "more new or changed, and left to the next update.");
    return told.toString();
  }

  private void tell(StringJoiner told, String counter, String what) {
    long files = run.counter(counter);
    if (files > 0) {
      told.add("<b>" + Quantity.count(files) + "</b> " + what);
    }
  }

  private String equationTable() {
    if (equations().isEmpty()) {
      return "";
    }
    HtmlTable table =
        new HtmlTable(
            "Counting equations; a commit needs all of them", "Equation", "Left", "Right", "Holds");
    for (RunRecord equation : equations()) {
      boolean holds = equation.holds("holds");
      table.row(
          Cell.text(equation.text("text").orElse("\u2013")),
          Cell.number(side(equation.count("left"))),
          Cell.number(side(equation.count("right"))),
          Cell.mark(holds, holds ? "\u2713 yes" : "\u2717 no"));
    }
    return table.html();
  }

  private static String side(OptionalLong value) {
    return value.stream().mapToObj(Quantity::count).findAny().orElse("\u2013");
  }
}
