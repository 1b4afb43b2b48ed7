package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.Outcome;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Extracts the files of a batch under a limit of time for each.
 *
 * <p>A batch runs on a daemon thread of its own with a deep stack, while the calling thread waits
 * and watches the clock. Results are handed over on that thread, one at a time. When a file takes
 * too long its thread is abandoned: it can never hand over anything again, the file ends as
 * TIMED_OUT, and the rest of the batch goes on with a fresh thread. Java cannot kill a thread, so
 * an abandoned one may live on; more than {@link ExtractionLimits#maxAbandonedThreads} of them in
 * this process stop the run.
 *
 * <p>One per calling thread. Not safe for use by many threads. Holds no thread between batches.
 */
public final class ExtractionLane {
  private final ExtractionLimits limits;
  private final Supplier<FileExtractor> extractors;
  private final AbandonedThreads abandoned;
  private FileExtractor extractor;

  /** Creates a lane; parsers are loaded with the first batch. */
  public ExtractionLane(ExtractorConfig config) {
    this(config.limits(), () -> new FileExtractor(config), AbandonedThreads.OF_THIS_PROCESS);
  }

  ExtractionLane(
      ExtractionLimits limits, Supplier<FileExtractor> extractors, AbandonedThreads abandoned) {
    this.limits = limits;
    this.extractors = extractors;
    this.abandoned = abandoned;
  }

  /**
   * Extracts every file of a batch, in order, and hands each over exactly once.
   *
   * <p>What {@code results} throws ends the batch and is thrown here unchanged. Time that {@code
   * results} takes is not counted.
   *
   * @param batch the files
   * @param locator where they are
   * @param results takes the results, on another thread but never on two at once, and none after
   *     this method has ended
   * @throws InterruptedException if the calling thread was interrupted; the rest is given up
   * @throws TooManyAbandonedParsersException if too many threads are abandoned already
   */
  public void extract(FileBatch batch, FileLocator locator, Consumer<ExtractedFile> results)
      throws InterruptedException {
    int next = 0;
    while (next < batch.files().size()) {
      if (extractor == null) {
        extractor = extractors.get();
      }
      LaneRun run = new LaneRun(extractor, batch, locator, results, abandoned);
      run.start(next);
      boolean ended = false;
      try {
        ended = run.await(limits.parseTimeoutMillis());
      } finally {
        // An abandoned thread keeps its extractor.
        extractor = ended ? extractor : null;
      }
      if (ended) {
        return;
      }
      FileInFlight stuck = run.inFlight();
      refuseTooMany(batch, run.current());
      results.accept(
          stuck.failed(
              Outcome.TIMED_OUT, "took longer than " + limits.parseTimeoutMillis() + " ms"));
      next = run.current() + 1;
    }
  }

  private void refuseTooMany(FileBatch batch, int stuck) {
    int alive = abandoned.alive();
    if (alive > limits.maxAbandonedThreads()) {
      String file = batch.source().name() + ":" + batch.files().get(stuck).path().display();
      throw new TooManyAbandonedParsersException(alive, file);
    }
  }
}
