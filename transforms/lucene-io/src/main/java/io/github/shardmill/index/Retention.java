package io.github.shardmill.index;

import java.io.Serializable;

/**
 * Which earlier commits of an index stay. The current commit and pinned ones always do.
 *
 * @param keepBuilds how many full builds stay, the current one included; at least 1
 * @param keepForMillis commits of any kind stay for so long after the next one replaced them; 0 or
 *     more
 */
public record Retention(int keepBuilds, long keepForMillis) implements Serializable {
  /** Three full builds, and all that the index was at within the last 24 hours. */
  public static final Retention DEFAULT = new Retention(3, 24L * 60 * 60 * 1000);

  /** Checks the bounds. */
  public Retention {
    if (keepBuilds < 1) {
      throw new IllegalArgumentException("at least one full build is kept, not " + keepBuilds);
    }
    if (keepForMillis < 0) {
      throw new IllegalArgumentException("commits are kept for 0 ms or more: " + keepForMillis);
    }
  }
}
