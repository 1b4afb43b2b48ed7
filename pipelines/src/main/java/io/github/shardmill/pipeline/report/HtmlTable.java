package io.github.shardmill.pipeline.report;

import java.util.ArrayList;
import java.util.List;

/** A table with caption and headings, readable without script; the first cell of a row names it. */
final class HtmlTable {
  private final String caption;
  private final List<String> headings;
  private final List<List<Cell>> rows = new ArrayList<>();

  /** Creates a table without rows; a column whose cells are for the eye only has no heading. */
  HtmlTable(String caption, String... headings) {
    this.caption = caption;
    this.headings = List.of(headings);
  }

  /** Adds a row with as many cells as there are headings. */
  HtmlTable row(Cell... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          cells.length + " cells for " + headings.size() + " headings in: " + caption);
    }
    rows.add(List.of(cells));
    return this;
  }

  String html() {
    StringBuilder html = new StringBuilder("<div class=\"scroll\"><table>\n<caption>");
    html.append(Html.escape(caption)).append("</caption>\n<thead><tr>");
    for (int column = 0; column < headings.size(); column++) {
      appendHeading(column, html);
    }
    html.append("</tr></thead>\n<tbody>\n");
    rows.forEach(row -> appendRow(row, html));
    return html.append("</tbody>\n</table></div>\n").toString();
  }

  /** Returns the table behind a line that opens it, for figures that a plot already shows. */
  String folded() {
    return "<details><summary>"
        + Html.escape("Table: " + caption)
        + "</summary>\n"
        + html()
        + "</details>\n";
  }

  private void appendHeading(int column, StringBuilder html) {
    String heading = headings.get(column);
    String style = rows.isEmpty() ? "text" : rows.get(0).get(column).style();
    // A column for the eye only has no heading, and an empty one would be read out.
    String open = heading.isEmpty() ? "<td" : "<th scope=\"col\"";
    html.append(open).append(" class=\"").append(style).append("\">");
    html.append(Html.escape(heading)).append(heading.isEmpty() ? "</td>" : "</th>");
  }

  private static void appendRow(List<Cell> row, StringBuilder html) {
    html.append("<tr>");
    for (int column = 0; column < row.size(); column++) {
      String tag = column == 0 ? "th" : "td";
      html.append('<').append(tag).append(column == 0 ? " scope=\"row\"" : "");
      html.append(" class=\"").append(row.get(column).style()).append("\">");
      html.append(row.get(column).html()).append("</").append(tag).append('>');
    }
    html.append("</tr>\n");
  }
}
