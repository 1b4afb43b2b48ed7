package io.github.shardmill.file.discover;

import io.github.shardmill.file.DiscoverySummary.RecordsPart;
import java.util.List;

/**
 * What a walk has recorded so far. Immutable.
 *
 * @param parts part files that are complete and durable
 * @param unwritten whole lines that are in no part file yet, in pieces
 */
record Records(List<RecordsPart> parts, List<String> unwritten) {
  static final Records NONE = new Records(List.of(), List.of());

  Records {
    parts = List.copyOf(parts);
    unwritten = List.copyOf(unwritten);
  }
}
