package io.github.shardmill.file.discover;

import org.apache.beam.sdk.transforms.splittabledofn.RestrictionTracker;
import org.apache.beam.sdk.transforms.splittabledofn.SplitResult;

/**
 * Claims steps of a walk one after another; a step's state is its position. A walk is a sequence,
 * so it can be interrupted and gone on with elsewhere, but not divided.
 */
final class WalkTracker extends RestrictionTracker<WalkState, WalkState> {
  private WalkState current;
  private boolean interrupted;

  WalkTracker(WalkState from) {
    this.current = from;
  }

  @Override
  public boolean tryClaim(WalkState after) {
    if (interrupted) {
      return false;
    }
    current = after;
    return true;
  }

  @Override
  public WalkState currentRestriction() {
    return current;
  }

  @Override
  public SplitResult<WalkState> trySplit(double fractionOfRemainder) {
    if (interrupted || current.done()) {
      return null;
    }
    interrupted = true;
    return SplitResult.of(current, current);
  }

  @Override
  public void checkDone() {
    if (!interrupted && !current.done()) {
      throw new IllegalStateException("the walk stopped before its end, at " + current.cursor());
    }
  }

  @Override
  public IsBounded isBounded() {
    return IsBounded.BOUNDED;
  }
}
