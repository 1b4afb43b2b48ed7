package io.github.shardmill.index.manifest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One record of CSV as RFC 4180 has it, in UTF-8 and without its line break. A value with a comma,
 * a quote or a line break is quoted; all values stand as they are, see {@link ManifestFormat#CSV}.
 * Stateless.
 */
public final class CsvRecord {
  private CsvRecord() {}

  /** Returns a record of these values. */
  public static byte[] join(List<String> cells) {
    StringBuilder record = new StringBuilder();
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      record.append(i == 0 ? "" : ",");
      if (cell.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')) {
        record.append('"').append(cell.replace("\"", "\"\"")).append('"');
      } else {
        record.append(cell);
      }
    }
    return record.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the values of a record. */
  static List<String> split(byte[] record) {
    String text = new String(record, StandardCharsets.UTF_8);
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean doubled = quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
      if (doubled) {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
