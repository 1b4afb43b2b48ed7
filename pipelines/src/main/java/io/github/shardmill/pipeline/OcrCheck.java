package io.github.shardmill.pipeline;

import io.github.shardmill.file.extract.Ocr;
import io.github.shardmill.file.extract.OcrUnavailableException;
import io.github.shardmill.index.store.HostName;
import io.github.shardmill.io.WorkerCheckException;

/**
 * Finds out whether a worker can read text from pictures, if it has to: one that cannot would give
 * an index without it. Stateless.
 */
final class OcrCheck {
  private OcrCheck() {}

  /**
   * Checks this worker, once in each process.
   *
   * @throws WorkerCheckException if it cannot
   */
  static void require(Ocr ocr) {
    try {
      ocr.require();
    } catch (OcrUnavailableException missing) {
      throw new WorkerCheckException("worker " + HostName.own() + ": " + missing.getMessage());
    }
  }
}
