package io.github.shardmill.pipeline.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Files by content type, most files first. More than {@value #MAX_TYPES} types are cut there; the
 * last row then holds the sum of all the others.
 */
record TypeBreakdown(List<Row> rows) {
  /** The most types that get a row of their own. */
  static final int MAX_TYPES = 15;

  private static final Comparator<Row> MOST_FILES_FIRST =
      Comparator.comparingLong(Row::files)
          .thenComparingLong(Row::bytes)
          .reversed()
          .thenComparing(Row::name);

  TypeBreakdown {
    rows = List.copyOf(rows);
  }

  /**
   * The files of one type, or of all other types.
   *
   * @param millis time spent extracting them, summed over threads
   * @param failed those of them whose outcome is neither OK nor TRUNCATED
   * @param isOther whether it stands for several types
   */
  record Row(String name, long files, long bytes, long millis, long failed, boolean isOther) {}

  static TypeBreakdown of(RunRecord run) {
    List<Row> rows = new ArrayList<>();
    run.counters("type").forEach((name, measures) -> rows.add(row(name, measures)));
    rows.sort(MOST_FILES_FIRST);
    if (rows.size() <= MAX_TYPES) {
      return new TypeBreakdown(rows);
    }
    List<Row> cut = new ArrayList<>(rows.subList(0, MAX_TYPES));
    cut.add(other(rows.subList(MAX_TYPES, rows.size())));
    return new TypeBreakdown(cut);
  }

  long files() {
    return rows.stream().mapToLong(Row::files).sum();
  }

  long bytes() {
    return rows.stream().mapToLong(Row::bytes).sum();
  }

  private static Row row(String name, Map<String, Long> measures) {
    return new Row(
        name,
        measures.getOrDefault("files", 0L),
        measures.getOrDefault("bytes", 0L),
        measures.getOrDefault("millis", 0L),
        measures.getOrDefault("failed", 0L),
        false);
  }

  private static Row other(List<Row> rows) {
    return new Row(
        "other (" + Quantity.count(rows.size()) + " types)",
        rows.stream().mapToLong(Row::files).sum(),
        rows.stream().mapToLong(Row::bytes).sum(),
        rows.stream().mapToLong(Row::millis).sum(),
        rows.stream().mapToLong(Row::failed).sum(),
        true);
  }
}
