package io.github.shardmill.pipeline.report;

import java.util.Locale;

/**
 * One cell of a table.
 *
 * @param html its content, escaped
 * @param style the class that the style sheet knows it by
 */
record Cell(String html, String style) {
  /** Longer texts are shown with their middle left out. */
  private static final int MAX_TEXT_CODE_POINTS = 300;

  static Cell text(String raw) {
    return new Cell(Html.escape(VisibleText.abbreviated(raw, MAX_TEXT_CODE_POINTS)), "text");
  }

  static Cell number(String written) {
    return new Cell(Html.escape(written), "number");
  }

  static Cell count(long count) {
    return number(Quantity.count(count));
  }

  /** A name that somebody else chose: of a file, a type, an option. */
  static Cell name(String raw) {
    return new Cell(Html.code(raw), "name");
  }

  /** A mark that says in words and in colour whether something is as it should be. */
  static Cell mark(boolean good, String words) {
    return new Cell(
        "<span class=\"mark " + (good ? "good" : "bad") + "\">" + Html.escape(words) + "</span>",
        "text");
  }

  /** A bar as long as a part of a whole, for the eye only: the number stands in another cell. */
  static Cell bar(double part, double whole) {
    double percent = whole > 0 ? Math.min(100, 100 * part / whole) : 0;
    return new Cell(
        "<svg class=\"bar\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\""
            + " aria-hidden=\"true\">"
            + String.format(Locale.ROOT, "<rect width=\"%.2f\" height=\"8\"/></svg>", percent),
        "bar");
  }
}
