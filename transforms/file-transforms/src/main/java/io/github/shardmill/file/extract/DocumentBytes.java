package io.github.shardmill.file.extract;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of one document. */
interface DocumentBytes {
  /** Returns how many there are, as far as is known. */
  long length();

  /**
   * Returns a stream from the first byte that can be marked; the caller closes it. It may be asked
   * for again.
   */
  InputStream open() throws IOException;
}
