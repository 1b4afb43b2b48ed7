package io.github.shardmill.index.manifest;

import io.github.shardmill.index.read.Finding;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with lines: all are counted, the first are kept. Not thread-safe. */
final class LineProblems {
  private static final int KEPT = 10;

  private final List<String> first = new ArrayList<>();
  private long count;

  void add(long line, String problem) {
    count++;
    if (first.size() < KEPT) {
      first.add("line " + line + " " + problem);
    }
  }

  Finding finding(String check, String right) {
    if (count == 0) {
      return new Finding(check, true, right);
    }
    String rest = count > first.size() ? "; and " + (count - first.size()) + " more" : "";
    return new Finding(check, false, String.join("; ", first) + rest);
  }
}
