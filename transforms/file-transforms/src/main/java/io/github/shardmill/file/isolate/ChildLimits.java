package io.github.shardmill.file.isolate;

/**
 * How long a request may take.
 *
 * @param millis from its first byte to its result; a child that takes longer is killed
 * @param stallMillis a child is killed sooner if for so long, and at most twice as long, it neither
 *     used a hundredth of a processor nor took a byte that was there
 */
public record ChildLimits(long millis, long stallMillis) {
  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public ChildLimits {
    if (millis < 1 || stallMillis < 1) {
      throw new IllegalArgumentException("every limit of a child is at least 1");
    }
  }
}
