package io.github.shardmill.file.discover;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Walks that wait in this process for their bundle to be resumed.
 *
 * <p>A state alone is enough to go on, but then every directory on the way to the cursor is listed
 * again; at 200,000 entries that costs a second for each bundle. Runners resume a bundle on any of
 * their threads, each of which has a {@code DoFn} instance of its own, so walks wait here and not
 * in an instance. A walk that is not found (another process goes on, or too many waited) is opened
 * again at its state, with the same result.
 *
 * <p>Safe for use by several threads; a walk that was taken belongs to its taker alone.
 */
final class OpenWalks {
  static final int CAPACITY = 64;

  private static final OpenWalks SHARED = new OpenWalks();

  private record Waiting(String owner, OpenWalk walk) {}

  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /** Returns those of this process. */
  static OpenWalks shared() {
    return SHARED;
  }

  /** Removes and returns the walk that waits at this state. */
  synchronized Optional<OpenWalk> take(WalkState state) {
    Waiting found = waiting.remove(state.walkId());
    if (found == null) {
      return Optional.empty();
    }
    if (!found.walk().state().isSamePlace(state)) {
      found.walk().close();
      return Optional.empty();
    }
    return Optional.of(found.walk());
  }

  /**
   * Lets a walk wait, in place of the one that waits longest if there are too many.
   *
   * @param owner who closes it if nobody takes it
   */
  synchronized void put(String owner, OpenWalk walk) {
    Waiting replaced = waiting.put(walk.state().walkId(), new Waiting(owner, walk));
    if (replaced != null) {
      replaced.walk().close();
    }
    if (waiting.size() > CAPACITY) {
      Iterator<Waiting> oldest = waiting.values().iterator();
      oldest.next().walk().close();
      oldest.remove();
    }
  }

  /** Closes all walks of an owner that wait. */
  synchronized void close(String owner) {
    waiting
        .values()
        .removeIf(
            entry -> {
              boolean owned = entry.owner().equals(owner);
              if (owned) {
                entry.walk().close();
              }
              return owned;
            });
  }
}
