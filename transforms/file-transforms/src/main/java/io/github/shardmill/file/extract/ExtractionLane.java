package io.github.shardmill.file.extract;

import io.github.shardmill.file.Digests;
import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.Outcome;
import io.github.shardmill.file.Source;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Extracts the files of a batch under a limit of time for each.
 *
 * <p>A batch runs on a daemon thread of its own with a deep stack, while the calling thread waits
 * and watches the clock. Results are handed over on that thread, one at a time. When a file takes
 * too long its thread is abandoned: it can never hand over anything again, the file ends as
 * TIMED_OUT, and the rest of the batch goes on with a fresh thread. Java cannot kill a thread, so
 * an abandoned one may live on; more than {@link ExtractionLimits#maxAbandonedThreads} of them in
 * this process stop the run. What a child process parses is killed with it and abandons no thread.
 *
 * <p>One per calling thread. Not safe for use by many threads. Holds no thread between batches, but
 * perhaps a child process; whoever is done with a lane closes it.
 */
public final class ExtractionLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ExtractionLane.class);

  private final ExtractionLimits limits;
  private final Supplier<FileExtractor> extractors;
  private final AbandonedThreads abandoned;
  private FileExtractor extractor;

  /** Creates a lane; parsers are loaded with the first batch. */
  public ExtractionLane(ExtractorConfig config) {
    this(config, EarlierResults.NONE);
  }

  /**
   * Creates a lane that parses nothing whose result is known.
   *
   * @param earlier asked on the lane's threads, at times by two of them at once
   */
  public ExtractionLane(ExtractorConfig config, EarlierResults earlier) {
    this(
        config.limits(),
        () -> new FileExtractor(config, earlier),
        AbandonedThreads.OF_THIS_PROCESS);
  }

  /**
   * Begins to load the parsers in the background, so that the first batch finds them there. Returns
   * at once; whoever needs the parsers sooner waits for them.
   *
   * @param ocr how pictures will be read; what it needs was found to be there
   */
  public static void preload(Ocr ocr) {
    Thread loader = new Thread(() -> ParserCatalog.shared(ocr), "load-parsers");
    loader.setDaemon(true);
    loader.start();
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
   * <p>A file with more items than are held in memory is preceded by its parts.
   *
   * <p>What {@code results} throws ends the batch and is thrown here unchanged. Time that {@code
   * results} takes is not counted.
   *
   * @param batch the files
   * @param locator where they are
   * @param results takes the results, mostly on another thread than this but never on two at once,
   *     each seeing what the one before has done, and none after this method has ended
   * @throws InterruptedException if the calling thread was interrupted; the rest is given up
   * @throws TooManyAbandonedParsersException if too many threads are abandoned already
   */
  public void extract(FileBatch batch, FileLocator locator, ExtractionResults results)
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
        ended = run.await(limits);
      } finally {
        if (!ended) {
          // An abandoned thread keeps its extractor, and loses its child.
          close();
        }
      }
      if (ended) {
        return;
      }
      FileInFlight late = run.inFlight();
      refuseTooMany(late);
      results.accept(timedOut(late, locator.locate(batch.source(), late.entry().path())));
      next = run.current() + 1;
    }
  }

  /**
   * Returns what is known of a file that must not be parsed: its digests, where it can be read. It
   * ends as CRASHED.
   *
   * @param locator where it is
   * @param cause why it must not be parsed, one line
   */
  public ExtractedFile giveUp(Source source, FileEntry entry, FileLocator locator, String cause)
      throws InterruptedException {
    if (extractor == null) {
      extractor = extractors.get();
    }
    FileInFlight file = extractor.begin(source.name(), entry);
    Path path = locator.locate(source, entry.path());
    digestAlone(file, path, limits.timeoutMillis(entry.size()));
    return file.failed(Outcome.CRASHED, cause);
  }

  /** Ends the child process, if there is one; the next batch gets another. */
  @Override
  public void close() {
    if (extractor != null) {
      extractor.close();
      extractor = null;
    }
  }

  private void refuseTooMany(FileInFlight late) {
    int alive = abandoned.alive();
    if (alive > limits.maxAbandonedThreads()) {
      throw new TooManyAbandonedParsersException(alive, late.toString());
    }
  }

  private ExtractedFile timedOut(FileInFlight late, Path path) throws InterruptedException {
    long allowedMillis = limits.timeoutMillis(late.entry().size());
    if (!late.isRead()) {
      digestAlone(late, path, allowedMillis);
    }
    return late.failed(Outcome.TIMED_OUT, "took longer than " + allowedMillis + " ms");
  }

  /**
   * Reads a file for its digests alone. A large file is parsed while it is read; when the parser
   * hangs, most of it was never read. Where reading it fails or takes too long it has no digests.
   */
  private void digestAlone(FileInFlight late, Path path, long allowedMillis)
      throws InterruptedException {
    FutureTask<Digests> reading = new FutureTask<>(() -> FileDigester.digest(path));
    Thread reader = new Thread(reading, "digest");
    reader.setDaemon(true);
    reader.start();
    try {
      Digests digests = reading.get(allowedMillis, TimeUnit.MILLISECONDS);
      late.read(digests, late.entry().modifiedMillis());
    } catch (ExecutionException | TimeoutException unreadable) {
      LOG.debug("no digests of {}", late, unreadable);
    } finally {
      // Interrupts the read where it has not ended.
      reading.cancel(true);
    }
  }
}
