package io.github.shardmill.index;

import java.io.IOException;

/** The run was cancelled by the person or program that started it. Nothing was published. */
public final class RunCancelledException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception. */
  public RunCancelledException() {
    super("the run was cancelled");
  }
}
