package io.github.shardmill.file.isolate;

/** A child did not give the result of a request, and is no more. */
public final class ChildFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean late;

  ChildFailure(boolean late, String message) {
    super(message);
    this.late = late;
  }

  /**
   * Returns whether the child was killed because it took too long or did nothing; otherwise it
   * ended by itself, or something else ended it.
   */
  public boolean isLate() {
    return late;
  }
}
