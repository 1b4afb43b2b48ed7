package io.github.shardmill.samples.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How hostile files have to end: {@code outcomes.txt}, beside this class. */
final class OutcomeTable {
  private static final String RESOURCE = "outcomes.txt";

  private final List<Row> rows = new ArrayList<>();

  private OutcomeTable() {}

  /**
   * What is right for some files.
   *
   * @param glob of their paths
   * @param outcomes any of which is right
   */
  record Row(String glob, Set<String> outcomes) {
    boolean matches(String path) {
      // Names of samples have no characters that mean something in a glob.
      PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
      return glob.equals(path) || matcher.matches(Path.of(path));
    }
  }

  static OutcomeTable read() throws IOException {
    OutcomeTable table = new OutcomeTable();
    try (InputStream in = OutcomeTable.class.getResourceAsStream(RESOURCE)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).toList()) {
        String[] columns = line.split(" ");
        table.rows.add(new Row(columns[0], Set.of(columns[1].split(","))));
      }
    }
    return table;
  }

  List<Row> rows() {
    return rows;
  }

  /** Returns the rows for a file: one, where the table is right. */
  List<Row> of(String path) {
    return rows.stream().filter(row -> row.matches(path)).toList();
  }
}
