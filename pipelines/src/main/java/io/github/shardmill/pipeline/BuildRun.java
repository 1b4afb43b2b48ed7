package io.github.shardmill.pipeline;

/** A build that was started. Safe for use by several threads. */
public interface BuildRun {
  /** Returns what a person should know about how the run began, one line; empty for nothing. */
  String notice();

  /** Returns how far it is. Never blocks, never fails. */
  BuildProgress progress();

  /**
   * Waits for the end and returns the record of the run, whatever its verdict. Work files are gone
   * when this returns, except after an unknown commit, and but for what a run that failed or was
   * cancelled had finished, if another one can go on from it.
   *
   * @throws InterruptedException if the waiting thread is interrupted; the run goes on
   * @throws RuntimeException if the environment failed; nothing was published
   */
  RunSummary await() throws InterruptedException;

  /**
   * Asks the run to stop and returns at once. {@link #await} then returns or throws soon. Nothing
   * is published unless the commit had already begun. Does nothing to a run that has ended.
   */
  void cancel();
}
