package io.github.shardmill.samples.benchmark;

/** A comparison that means nothing: a contender failed, or the contenders disagree. */
final class BenchmarkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BenchmarkException(String message) {
    super(message);
  }
}
