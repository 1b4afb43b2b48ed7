package io.github.shardmill.index;

/**
 * Where a commit comes from. Immutable.
 *
 * @param kind what made it
 * @param committedMillis when, milliseconds since 1970 UTC
 * @param restored generation that a rollback went back to; -1 otherwise
 * @param previousRecords hash of the records of the commit before, which chains the records of all
 *     runs; empty where there is none
 */
public record Provenance(Kind kind, long committedMillis, long restored, String previousRecords) {
  /** What makes commits. */
  public enum Kind {
    /** A full build. */
    BUILD,
    /** An update of the commit before. */
    UPDATE,
    /** A return to an earlier commit. */
    ROLLBACK
  }
}
