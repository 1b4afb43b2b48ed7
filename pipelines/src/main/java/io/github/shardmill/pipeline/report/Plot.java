package io.github.shardmill.pipeline.report;

/**
 * The place of a plot, filled by the page's script. Without script it does not show; the figures
 * then stand in the table beside it.
 */
final class Plot {
  private static final int MAX_LABEL_CODE_POINTS = 60;

  private Plot() {}

  /** Returns a name as it may stand in a plot: short, and nothing in it invisible. */
  static String label(String raw) {
    return VisibleText.of(VisibleText.abbreviated(raw, MAX_LABEL_CODE_POINTS));
  }

  /**
   * Returns the markup of a plot.
   *
   * @param id by which the script finds it: a constant
   * @param caption what it shows, with units
   * @param summary what a person who cannot see it should know
   */
  static String html(String id, String caption, String summary) {
    return "<figure class=\"plot\"><figcaption>"
        + Html.escape(caption)
        + "</figcaption><div class=\"frame\"><canvas id=\"plot-"
        + Html.escape(id)
        + "\" role=\"img\" aria-label=\""
        + Html.escape(caption + ": " + summary)
        + "\"></canvas></div></figure>\n";
  }
}
