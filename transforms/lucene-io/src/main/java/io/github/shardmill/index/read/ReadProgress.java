package io.github.shardmill.index.read;

/** Is told how far a long reading of an index is. Called by the reading thread. */
@FunctionalInterface
public interface ReadProgress {
  /** Nobody wants to know. */
  ReadProgress NONE = (step, done, total) -> {};

  /**
   * Takes note.
   *
   * @param step what is done, in one or two words
   * @param done documents done in this step
   * @param total documents of this step
   */
  void report(String step, long done, long total);
}
