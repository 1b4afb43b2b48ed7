package io.github.shardmill.file.discover;

import java.io.IOException;

/**
 * The findings of one source in a defined order. Used by one thread at a time, owned and closed by
 * whoever opened it.
 */
interface Walk extends AutoCloseable {
  /** The cursor of a walk that has found nothing yet. */
  String START = "";

  /**
   * Returns the next finding, or null after the last one.
   *
   * @throws IOException if the source as a whole cannot be read; whatever concerns only a part of
   *     it is a finding
   */
  Finding next() throws IOException;

  @Override
  void close();
}
