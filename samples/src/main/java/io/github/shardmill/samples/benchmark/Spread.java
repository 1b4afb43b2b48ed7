package io.github.shardmill.samples.benchmark;

import java.util.List;

/**
 * One quantity over all rounds.
 *
 * @param each by round, never empty
 */
record Spread(List<Double> each) {
  Spread {
    each = List.copyOf(each);
  }

  /** Returns the middle value; of an even number the mean of the two in the middle. */
  double median() {
    List<Double> sorted = each.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  double min() {
    return each.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  double max() {
    return each.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }
}
