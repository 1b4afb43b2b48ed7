package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedPart;

/** Takes what extraction finds: every file once, and its parts, if it has any, before it. */
@FunctionalInterface
public interface ExtractionResults {
  /** Takes a file. What this throws ends the batch. */
  void accept(ExtractedFile file);

  /**
   * Takes some items of a file that has more than are held in memory. What this throws ends the
   * batch.
   *
   * @throws UnsupportedOperationException unless it is overridden: nothing is lost in silence
   */
  default void accept(ExtractedPart part) {
    throw refusal(part);
  }

  /** Returns what says that nobody takes a part. */
  static UnsupportedOperationException refusal(ExtractedPart part) {
    return new UnsupportedOperationException(
        "no one takes the items of " + part.source() + ":" + part.entry().path());
  }
}
