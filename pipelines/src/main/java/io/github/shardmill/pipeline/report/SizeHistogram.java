package io.github.shardmill.pipeline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Files by size in powers of two, from the smallest to the largest that occurs, without gaps. */
record SizeHistogram(List<Row> rows) {
  /** Counted for files of no bytes, which no power of two reaches. */
  private static final int EMPTY = -1;

  /** 2^62 bytes is the last power of two that a file size can reach. */
  private static final int MAX_EXPONENT = 62;

  SizeHistogram {
    rows = List.copyOf(rows);
  }

  /**
   * The files of one range of sizes.
   *
   * @param from the smallest size in it
   * @param range the range: from, up to but not including
   */
  record Row(String from, String range, long files) {}

  static SizeHistogram of(RunRecord run) {
    NavigableMap<Integer, Long> byExponent = new TreeMap<>();
    run.counters("size")
        .forEach(
            (name, measures) ->
                exponent(name)
                    .ifPresent(e -> byExponent.put(e, measures.getOrDefault("files", 0L))));
    List<Row> rows = new ArrayList<>();
    if (!byExponent.isEmpty()) {
      for (int e = byExponent.firstKey(); e <= byExponent.lastKey(); e++) {
        rows.add(new Row(from(e), range(e), byExponent.getOrDefault(e, 0L)));
      }
    }
    return new SizeHistogram(rows);
  }

  long files() {
    return rows.stream().mapToLong(Row::files).sum();
  }

  private static String from(int exponent) {
    return exponent == EMPTY ? "empty" : Quantity.powerOfTwo(exponent);
  }

  private static String range(int exponent) {
    String from = from(exponent);
    if (exponent <= 0) {
      return from;
    }
    String to = Quantity.powerOfTwo(exponent + 1);
    boolean sameUnit = exponent % 10 != 9;
    return (sameUnit ? from.substring(0, from.indexOf(' ')) : from) + "\u2013" + to;
  }

  private static Optional<Integer> exponent(String text) {
    try {
      return Optional.of(Integer.parseInt(text)).filter(e -> e >= EMPTY && e <= MAX_EXPONENT);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
