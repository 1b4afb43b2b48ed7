package io.github.shardmill.samples.generate;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Renders articles whose lines are table rows as delimited text. */
final class Tables {
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,4})?");

  private Tables() {}

  /** Returns comma-separated values after RFC 4180. */
  static byte[] csv(Article article) {
    return delimited(article, ",", "\r\n");
  }

  /** Returns tab-separated values. */
  static byte[] tsv(Article article) {
    return delimited(article, "\t", "\n");
  }

  /** Returns whether spreadsheets store the cell as a number. */
  static boolean isNumber(String cell) {
    return NUMBER.matcher(cell).matches();
  }

  private static byte[] delimited(Article article, String delimiter, String lineEnd) {
    return article.rows().stream()
        .map(row -> line(row, delimiter) + lineEnd)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String line(List<String> row, String delimiter) {
    return row.stream().map(cell -> quoted(cell, delimiter)).collect(Collectors.joining(delimiter));
  }

  private static String quoted(String cell, String delimiter) {
    return cell.contains(delimiter) || cell.contains("\"")
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }
}
