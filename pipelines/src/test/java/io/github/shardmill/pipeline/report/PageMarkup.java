package io.github.shardmill.pipeline.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes pages apart for tests. */
final class PageMarkup {
  private static final Pattern SCRIPT_OR_STYLE =
      Pattern.compile("(<(script|style)[^>]*>).*?(</\\2>)", Pattern.DOTALL);
  private static final Pattern PLOTS =
      Pattern.compile("<script id=\"plot-data\"[^>]*>(.*?)</script>", Pattern.DOTALL);

  private PageMarkup() {}

  /** Returns what a reader sees: the page with its scripts and styles emptied. */
  static String visible(String page) {
    return SCRIPT_OR_STYLE.matcher(page).replaceAll("$1$3");
  }

  /** Returns the data that the page's script draws from. */
  static JsonNode plots(String page) {
    Matcher data = PLOTS.matcher(page);
    if (!data.find()) {
      throw new AssertionError("the page holds no data for plots");
    }
    try {
      return RunJson.JSON.readTree(data.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
