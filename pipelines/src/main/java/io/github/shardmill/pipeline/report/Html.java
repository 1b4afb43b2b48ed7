package io.github.shardmill.pipeline.report;

/** The only way of a value from the record into the page's markup. */
final class Html {
  /** Longer names are shown with their middle left out. */
  private static final int MAX_NAME_CODE_POINTS = 240;

  private Html() {}

  /**
   * Returns the text as it may stand between tags and inside a quoted attribute: markup characters
   * are escaped, invisible ones are shown (see {@link VisibleText}).
   */
  static String escape(String raw) {
    String visible = VisibleText.of(raw);
    StringBuilder html = new StringBuilder(visible.length() + 16);
    for (int i = 0; i < visible.length(); i++) {
      char c = visible.charAt(i);
      switch (c) {
        case '&' -> html.append("&amp;");
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        default -> html.append(c);
      }
    }
    return html.toString();
  }

  /**
   * Returns a name as code, kept apart from the writing direction of what surrounds it. Names of
   * more than {@value #MAX_NAME_CODE_POINTS} characters lose their middle.
   */
  static String code(String raw) {
    return "<bdi><code>"
        + escape(VisibleText.abbreviated(raw, MAX_NAME_CODE_POINTS))
        + "</code></bdi>";
  }
}
