package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import java.io.Serializable;

/**
 * Decides how a batch is extracted, by how often somebody began to. One for each run; its methods
 * are called by several threads at once.
 */
@FunctionalInterface
interface Attempts extends Serializable {
  /** Every batch is extracted; for runs that end with the process that extracts. */
  Attempts UNCOUNTED = (batch, extraction) -> extraction.extract(batch);

  /**
   * Extracts a batch, as a whole or file by file.
   *
   * @throws Exception what the extraction threw; the attempt is over then, and counts for nothing
   */
  void extract(FileBatch batch, Extraction extraction) throws Exception;

  /** What is done with files. */
  interface Extraction {
    /** Extracts files. */
    void extract(FileBatch files) throws Exception;

    /**
     * Gives up a file without parsing it.
     *
     * @param cause why, one line
     */
    void giveUp(FileEntry file, String cause) throws Exception;
  }
}
