package io.github.shardmill.pipeline;

import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.UnreadableIndexException;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.Pin;
import io.github.shardmill.index.store.Pins;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/** Pins commits of a local index, so that they stay whatever their age. Needs no lock. */
public final class CommitPins {
  private CommitPins() {}

  /**
   * Pins a commit. One that is pinned stays as it is.
   *
   * @param generation the commit; empty for the current one
   * @param note why, for people; may be empty
   * @return the generation that is pinned
   * @throws UnreadableIndexException if there is no such commit, or no longer: a run may have
   *     committed, and deleted it, at the same moment
   * @throws IOException if the pin cannot be written
   */
  public static long pin(Path index, OptionalLong generation, String note) throws IOException {
    Pins pins = new Pins(new IndexLayout(index));
    long pinned;
    try (CommittedIndex commit = open(index, generation)) {
      pinned = commit.generation();
      String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
      if (!pins.add(new Pin(pinned, now, System.getProperty("user.name", ""), note))) {
        return pinned;
      }
    }
    try {
      CommittedIndex.open(index, pinned).close();
      return pinned;
    } catch (UnreadableIndexException gone) {
      pins.remove(pinned);
      throw gone;
    }
  }

  private static CommittedIndex open(Path index, OptionalLong generation)
      throws UnreadableIndexException {
    return generation.isPresent()
        ? CommittedIndex.open(index, generation.getAsLong())
        : CommittedIndex.open(index);
  }

  /**
   * Takes a pin away.
   *
   * @return whether the commit was pinned
   * @throws IOException if the pin cannot be deleted
   */
  public static boolean unpin(Path index, long generation) throws IOException {
    return new Pins(new IndexLayout(index)).remove(generation);
  }
}
