package io.github.shardmill.samples.hostile;

import io.github.shardmill.index.read.CommittedIndex;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.StoredFields;

/**
 * What is inside hostile files, and how each item has to end: {@code items.txt}, beside this class.
 * A line has an outcome, a type, how many items it stands for, and their id without the source.
 *
 * <p>Files that share a line of the {@link OutcomeTable} share theirs here, and are called {@code
 * *}. Where these files have more than {@link #MAX_LISTED} items, numbers in names are shown as
 * {@code #}.
 */
final class ItemTable {
  private static final Path TABLE =
      Path.of("src/test/resources/io/github/shardmill/samples/hostile/items.txt");
  private static final String HEAD =
      """
      # What is inside every hostile file but the randomly damaged ones: outcome, type, how many, id. Files of one line of
      # outcomes.txt are one here too, and their names *; of many items the numbers are #, and a long id is cut.

      """;

  /** The most items of one line of the other table that are listed by their full names. */
  private static final int MAX_LISTED = 30;

  private static final int MAX_ID_CHARACTERS = 120;

  private ItemTable() {}

  /** Returns the lines of the table, in their order. */
  static List<String> read() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .toList();
  }

  /** Writes the table anew, for somebody to read what changed. */
  static void write(List<String> lines) throws IOException {
    Files.writeString(TABLE, HEAD + String.join("\n", lines) + "\n");
  }

  /** Returns what an index of one source says, in the same form and order. */
  static List<String> of(Path index, OutcomeTable files) throws Exception {
    Map<String, List<Document>> byFile = new TreeMap<>();
    Map<String, String> names = new HashMap<>();
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      StoredFields stored = opened.reader().storedFields();
      for (int number = 0; number < opened.reader().maxDoc(); number++) {
        Document document = stored.document(number);
        if (document.get("depth") != null && !isDamaged(document)) {
          String file = names.computeIfAbsent(path(document), path -> name(path, files));
          byFile.computeIfAbsent(file, none -> new ArrayList<>()).add(document);
        }
      }
    }
    List<String> lines = new ArrayList<>();
    byFile.forEach((file, items) -> lines.addAll(lines(file, items)));
    return lines;
  }

  /** Returns how a file is called in the table of outcomes. */
  private static String name(String path, OutcomeTable files) {
    List<OutcomeTable.Row> rows = files.of(path);
    return rows.isEmpty() ? path : rows.get(0).glob();
  }

  /** Chance decides what is left in them. */
  private static boolean isDamaged(Document item) {
    return path(item).startsWith("damaged/");
  }

  private static List<String> lines(String file, List<Document> items) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Document item : items) {
      String inside = item.get("id").substring(item.get("root").length());
      if (file.endsWith("*")) {
        inside = inside.replace(item.get("path").substring(file.lastIndexOf('/') + 1), "*");
      }
      if (items.size() > MAX_LISTED) {
        inside = inside.replaceAll("[0-9]+", "#");
      }
      String ending = " " + item.get("outcome") + " " + item.get("content_type");
      counts.merge(printable(inside) + ending, 1, Integer::sum);
    }
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (item, count) -> {
          int type = item.lastIndexOf(' ');
          int outcome = item.lastIndexOf(' ', type - 1);
          lines.add(
              item.substring(outcome + 1) + " " + count + " " + file + item.substring(0, outcome));
        });
    return lines;
  }

  private static String path(Document item) {
    String root = item.get("root");
    String escaped = root.substring(root.indexOf(':') + 1);
    return URLDecoder.decode(escaped.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Names have characters that turn a line around, or end it. */
  private static String printable(String id) {
    StringBuilder line = new StringBuilder();
    id.chars()
        .forEach(
            c -> {
              if (c >= ' ' && c < 0x7f) {
                line.append((char) c);
              } else {
                line.append("\\u").append(Integer.toHexString(c | 0x10000).substring(1));
              }
            });
    return line.length() <= MAX_ID_CHARACTERS
        ? line.toString()
        : line.substring(0, MAX_ID_CHARACTERS) + "...(" + line.length() + ")";
  }
}
