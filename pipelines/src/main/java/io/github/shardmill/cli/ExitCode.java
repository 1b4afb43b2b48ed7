package io.github.shardmill.cli;

import io.github.shardmill.pipeline.RunSummary;

/** What the process tells the shell. Scripts rely on these numbers. */
public enum ExitCode {
  /** Everything that was asked for is done. */
  DONE(0),
  /** The command line is wrong, or names something that is not an index. */
  USAGE(1),
  /** The work failed; an index that was being written is as before. */
  FAILED(2),
  /** A check refused the result; the index is as before. */
  REFUSED(3),
  /** Another run holds the index. */
  BUSY(4),
  /** Done and committed, with more failed files than {@code --max-exceptions} allows. */
  EXCEPTIONS(5),
  /** Stopped by a signal; nothing was published. */
  INTERRUPTED(130);

  private final int code;

  /** Returns what a run ends with, but for more exceptions than somebody allows. */
  static ExitCode of(RunSummary.Verdict verdict) {
    return switch (verdict) {
      case COMMITTED, UNCHANGED, SUBMITTED -> DONE;
      case REFUSED -> REFUSED;
      case CONFLICT -> BUSY;
      case UNKNOWN -> FAILED;
      case CANCELLED -> INTERRUPTED;
    };
  }

  ExitCode(int code) {
    this.code = code;
  }

  /** Returns the number. */
  public int code() {
    return code;
  }
}
