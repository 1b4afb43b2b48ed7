package io.github.shardmill.file.note;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects values in order, each once, up to a number of them. */
final class DistinctValues {
  private final int maxValues;
  private final Set<String> values = new LinkedHashSet<>();

  DistinctValues(int maxValues) {
    this.maxValues = maxValues;
  }

  /** Adds a value without the white space around it, unless nothing is left. */
  void add(String value) {
    String stripped = value.strip();
    if (!stripped.isEmpty() && values.size() < maxValues) {
      values.add(stripped);
    }
  }

  /** Returns the values. */
  List<String> toList() {
    return List.copyOf(values);
  }
}
