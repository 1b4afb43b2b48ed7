package io.github.shardmill.pipeline;

import io.github.shardmill.file.extract.ExtractorConfig;
import io.github.shardmill.file.extract.Passwords;
import java.io.Closeable;
import java.io.IOException;

/**
 * The passwords of a run on a disk of this machine, while a step extracts.
 *
 * @param extractor the settings of extraction, which names the file that is here
 * @param file what is to be closed
 */
record OpenedPasswords(ExtractorConfig extractor, SharedFile.Opened file) implements Closeable {
  /**
   * Opens them, if there are any; the caller closes this.
   *
   * @param extractor as whoever started the run made it, with a file that all steps see
   */
  static OpenedPasswords of(ExtractorConfig extractor) throws IOException {
    Passwords given = extractor.passwords();
    if (given.areNone()) {
      return new OpenedPasswords(extractor, SharedFile.NONE);
    }
    SharedFile.Opened file = new SharedFile(given.file()).open();
    Passwords here = new Passwords(file.path().toString(), given.version());
    return new OpenedPasswords(extractor.withPasswords(here), file);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
