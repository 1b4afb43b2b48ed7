package io.github.shardmill.index.gate;

import io.github.shardmill.index.Gate;

/**
 * Refuses a run too much of which failed.
 *
 * @param failed name of the counter of what failed
 * @param whole name of the counter of all there was
 * @param most how much of the whole may have failed
 */
public record FailureGate(String failed, String whole, Percent most) implements Gate {
  @Override
  public Result check(Candidate candidate) {
    long part = candidate.tally().count(failed);
    long all = candidate.tally().count(whole);
    return new Result(
        "at most " + most + " " + failed,
        !most.isExceededBy(part, all),
        part + " " + failed + " of " + all + " " + whole + ", " + Percent.share(part, all));
  }
}
