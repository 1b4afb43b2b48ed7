package io.github.shardmill.file.extract;

import io.github.shardmill.file.ItemPath;
import io.github.shardmill.file.Outcome;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The items of one file that ended the process that parsed them, or kept it too long: they are
 * passed over when the file is tried again, so that the others are not lost with them. Immutable.
 *
 * @param byPath how each ended
 */
record Culprits(Map<ItemPath, Verdict> byPath) {
  /** None at all. */
  static final Culprits NONE = new Culprits(Map.of());

  /** So many of one file are found, each at the price of reading the file once more. */
  static final int MAX = 16;

  Culprits {
    byPath = Collections.unmodifiableMap(new LinkedHashMap<>(byPath));
  }

  /**
   * How an item ended.
   *
   * @param outcome CRASHED or TIMED_OUT
   * @param cause one line
   */
  record Verdict(Outcome outcome, String cause) {}

  /** Returns these and one more. */
  Culprits with(ItemPath path, Verdict verdict) {
    Map<ItemPath, Verdict> more = new LinkedHashMap<>(byPath);
    more.put(path, verdict);
    return new Culprits(more);
  }
}
