package io.github.shardmill.file.discover;

import io.github.shardmill.file.DiscoverySummary;
import java.util.UUID;

/**
 * How far the walk of one source got: all that another worker needs to go on with it. The
 * restriction of {@link ListFilesFn}. Immutable.
 *
 * @param walkId names the walk
 * @param cursor where the walk goes on
 * @param batches how many batches were given out
 * @param tally what was counted
 * @param records what was recorded
 * @param done whether there is nothing left
 */
record WalkState(
    String walkId, String cursor, long batches, Tally tally, Records records, boolean done) {

  /** Returns the state of a walk that has not begun. */
  static WalkState start() {
    String walkId = UUID.randomUUID().toString();
    return new WalkState(walkId, Walk.START, 0, Tally.ZERO, Records.NONE, false);
  }

  /** Returns whether another state of the same walk is at the same place. */
  boolean isSamePlace(WalkState other) {
    return cursor.equals(other.cursor) && batches == other.batches && done == other.done;
  }

  DiscoverySummary summary(String source) {
    return new DiscoverySummary(
        source,
        tally.discovered(),
        tally.discoveredBytes(),
        tally.excluded(),
        tally.prunedDirectories(),
        tally.unreadableDirectories(),
        records.parts());
  }
}
