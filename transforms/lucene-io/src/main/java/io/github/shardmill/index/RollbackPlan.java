package io.github.shardmill.index;

/**
 * A return to an earlier commit, before or after it is done. Immutable.
 *
 * @param current generation that the index is at before
 * @param target generation whose documents the index is to hold
 * @param targetRun the run that made the target
 * @param targetCommittedMillis when the target was committed, milliseconds since 1970 UTC
 * @param documentsBefore live documents before
 * @param documents live documents of the target
 * @param next generation of the commit that does it; {@code current} where nothing is to be done
 *     because the index holds the documents of the target already
 */
public record RollbackPlan(
    long current,
    long target,
    String targetRun,
    long targetCommittedMillis,
    long documentsBefore,
    long documents,
    long next) {
  /** Returns whether there is anything to do. */
  public boolean isNeeded() {
    return next != current;
  }
}
