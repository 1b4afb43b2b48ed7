package io.github.shardmill.index;

import java.io.Serializable;

/**
 * How a run ended, as data. Immutable.
 *
 * @param kind what happened to the index
 * @param runId the run
 * @param generation generation of the run's commit; -1 where there is none, and where later runs
 *     committed before this one was asked again
 * @param documents live documents in the index after the commit; -1 where there is no commit
 * @param reason why, one line; empty for COMMITTED
 */
public record CommitVerdict(Kind kind, String runId, long generation, long documents, String reason)
    implements Serializable {

  /** What happened to the index. */
  public enum Kind {
    /** The index holds the run's documents. */
    COMMITTED,
    /** An update found nothing to change. The previous commit stands, and is what was asked for. */
    UNCHANGED,
    /** A check failed. The previous commit stands. */
    REFUSED,
    /** Somebody else committed since the run began, or is writing. Their commit stands. */
    CONFLICT,
    /** The commit began and nobody can say whether it ended. Nothing was cleaned up. */
    UNKNOWN
  }

  static CommitVerdict committed(String runId, long generation, long documents) {
    return new CommitVerdict(Kind.COMMITTED, runId, generation, documents, "");
  }

  static CommitVerdict without(Kind kind, String runId, String reason) {
    return new CommitVerdict(kind, runId, -1, -1, reason);
  }
}
