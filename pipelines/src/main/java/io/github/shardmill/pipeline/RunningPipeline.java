package io.github.shardmill.pipeline;

import java.time.Duration;
import java.util.Optional;

/** A pipeline that was started, whichever runner runs it. Safe for use by several threads. */
interface RunningPipeline {
  /** How a pipeline ended, or that nobody will tell. */
  enum Kind {
    /** All steps were done. */
    DONE,
    /** A step failed, and the runner gave up. */
    FAILED,
    /** Somebody cancelled it. */
    CANCELLED,
    /** The runner cannot be reached any more, or knows nothing of the pipeline. */
    LOST
  }

  /**
   * The end of a pipeline.
   *
   * @param failure why; empty where nothing failed
   */
  record End(Kind kind, Optional<Throwable> failure) {
    static final End DONE = new End(Kind.DONE, Optional.empty());

    static End of(Kind kind, Throwable failure) {
      return new End(kind, Optional.of(failure));
    }
  }

  /** Waits for the end, but not longer than this; empty if it did not come. */
  Optional<End> await(Duration patience) throws InterruptedException;

  /** Asks the runner to stop and returns at once. Does nothing to a pipeline that has ended. */
  void cancel();

  /** Returns how a person finds the pipeline where it runs; empty where there is nothing to see. */
  String place();
}
