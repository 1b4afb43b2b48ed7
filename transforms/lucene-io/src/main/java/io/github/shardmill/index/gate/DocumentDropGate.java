package io.github.shardmill.index.gate;

import io.github.shardmill.index.Gate;

/**
 * Refuses an index that would lose too many documents: a mount that was not there, a filter that
 * was too wide. The first commit of an index always passes.
 *
 * @param most how much of the documents may go
 */
public record DocumentDropGate(Percent most) implements Gate {
  @Override
  public Result check(Candidate candidate) {
    String gate = "at most " + most + " fewer documents";
    long before = candidate.documentsBefore();
    long now = candidate.documents();
    if (before < 0) {
      return new Result(gate, true, now + " documents, none before");
    }
    long gone = Math.max(0, before - now);
    return new Result(
        gate,
        !most.isExceededBy(gone, before),
        now
            + " documents after "
            + before
            + (gone == 0 ? "" : ", " + Percent.share(gone, before) + " fewer"));
  }
}
