package io.github.shardmill.pipeline;

import java.util.Optional;

/**
 * Which failures a run tries again although their files are as they were. Immutable.
 *
 * @param due whether those that may not last, when enough time has passed since the last try
 * @param only exceptions to try again at once whatever became of earlier tries, with nothing else
 *     to do; empty for a run that brings everything up to date
 */
public record Retry(boolean due, Optional<ExceptionSelection> only) {
  /** Those that may not last, when they are due. */
  public static final Retry DUE = new Retry(true, Optional.empty());

  /** None. */
  public static final Retry NONE = new Retry(false, Optional.empty());

  /** Returns the way of a run that does nothing but try these again. */
  public static Retry only(ExceptionSelection selection) {
    return new Retry(false, Optional.of(selection));
  }
}
