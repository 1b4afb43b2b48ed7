package io.github.shardmill.cli;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Prometheus' text exposition format as strictly as it is described: every metric in one
 * group, led by its help and its type; no series twice; every line ended; labels escaped.
 */
final class PrometheusText {
  private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
  private static final String LABEL = "[a-zA-Z_][a-zA-Z0-9_]*=\"(?:[^\"\\\\\\n]|\\\\[\\\\\"n])*\"";
  private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") (.+)");
  private static final Pattern TYPE =
      Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary|untyped)");
  private static final Pattern SAMPLE =
      Pattern.compile(
          "(("
              + NAME
              + ")(?:\\{("
              + LABEL
              + "(?:,"
              + LABEL
              + ")*)\\})?)"
              + " ([-+]?[0-9]+(?:\\.[0-9]+)?(?:e[-+]?[0-9]+)?|NaN|[-+]Inf)");

  private final Map<String, String> series = new LinkedHashMap<>();
  private final Map<String, String> types = new LinkedHashMap<>();
  private final Set<String> helped = new HashSet<>();
  private String current = "";

  private PrometheusText() {}

  /** Reads a text, or fails at the first line that is not as it must be. */
  static PrometheusText parse(String text) {
    if (!text.endsWith("\n")) {
      throw new AssertionError("the last line is not ended");
    }
    PrometheusText parsed = new PrometheusText();
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      parsed.read(line);
    }
    return parsed;
  }

  private void read(String line) {
    Matcher help = HELP.matcher(line);
    Matcher type = TYPE.matcher(line);
    Matcher sample = SAMPLE.matcher(line);
    if (help.matches()) {
      require(helped.add(help.group(1)), "help twice", line);
      require(!help.group(2).matches(".*\\\\(?![\\\\n]).*"), "bad escape", line);
      current = help.group(1);
    } else if (type.matches()) {
      require(type.group(1).equals(current), "type away from its help", line);
      require(types.put(type.group(1), type.group(2)) == null, "type twice", line);
    } else {
      require(sample.matches(), "no sample", line);
      require(sample.group(2).equals(current), "sample outside of its group", line);
      require(types.containsKey(current), "sample before its type", line);
      require(series.put(sample.group(1), sample.group(4)) == null, "series twice", line);
    }
  }

  private static void require(boolean holds, String otherwise, String line) {
    if (!holds) {
      throw new AssertionError(otherwise + ": " + line);
    }
  }

  /** Returns the value of a series, written as in the text; null where there is none. */
  String value(String name) {
    return series.get(name);
  }
}
