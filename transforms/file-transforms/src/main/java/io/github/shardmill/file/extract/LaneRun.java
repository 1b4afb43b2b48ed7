package io.github.shardmill.file.extract;

import io.github.shardmill.file.ExtractedFile;
import io.github.shardmill.file.ExtractedPart;
import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One thread's work on a batch from some file on.
 *
 * <p>All state is guarded by one lock, which the thread holds while it hands a result over, and not
 * while it extracts. The race between a result and its deadline has two ends only:
 *
 * <ol>
 *   <li>The thread has the lock first: the result is handed over, the next file's time begins, and
 *       the watcher finds that nothing is late.
 *   <li>The watcher has the lock first: the run is abandoned, and the thread, whenever it asks for
 *       the lock, finds so and ends without a word.
 * </ol>
 */
final class LaneRun {
  /** Deeply nested documents need it; only the pages that are touched cost memory. */
  static final long STACK_BYTES = 16L << 20;

  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final AtomicLong NUMBER = new AtomicLong();

  private final FileExtractor extractor;
  private final FileBatch batch;
  private final FileLocator locator;
  private final ExtractionResults results;
  private final AbandonedThreads abandonedThreads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  private Thread thread;
  private int current;
  private FileInFlight inFlight;
  private long startedNanos;
  private boolean abandoned;
  private boolean finished;
  private Throwable failure;

  /**
   * Prepares a run.
   *
   * @param abandonedThreads where the thread counts if it is abandoned, as long as it lives
   */
  LaneRun(
      FileExtractor extractor,
      FileBatch batch,
      FileLocator locator,
      ExtractionResults results,
      AbandonedThreads abandonedThreads) {
    this.extractor = extractor;
    this.batch = batch;
    this.locator = locator;
    this.results = results;
    this.abandonedThreads = abandonedThreads;
  }

  /** Starts the thread with the file of this index. */
  void start(int first) {
    current = first;
    inFlight = beginFile(batch.files().get(first));
    startedNanos = System.nanoTime();
    String name = "extract-" + NUMBER.incrementAndGet();
    thread = new Thread(null, this::run, name, STACK_BYTES);
    thread.setDaemon(true);
    SpareLanes.OF_THIS_PROCESS.begin();
    thread.start();
  }

  /**
   * Waits for the end of the batch. Either it ends, or the run is abandoned: because one file took
   * longer than the limit, or because the waiting thread was interrupted.
   *
   * @return whether the batch has ended; if not, the run is abandoned, and {@link #inFlight} is the
   *     file that took too long
   * @throws InterruptedException if the waiting thread was interrupted
   */
  boolean await(ExtractionLimits limits) throws InterruptedException {
    lock.lock();
    try {
      while (!finished) {
        long allowedMillis = limits.timeoutMillis(batch.files().get(current).size());
        long remainingNanos = remainingNanos(allowedMillis);
        if (remainingNanos <= 0) {
          abandon();
          return false;
        }
        // The file after this one may have less time.
        ended.awaitNanos(
            Math.min(remainingNanos, TimeUnit.MILLISECONDS.toNanos(limits.parseTimeoutMillis())));
      }
    } catch (InterruptedException cancelled) {
      abandon();
      throw cancelled;
    } finally {
      lock.unlock();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return true;
  }

  private long remainingNanos(long allowedMillis) {
    // Asked first: what is away is watched by whom it is with, and its time counts when it is back.
    if (inFlight.isAway()) {
      return LOOK_NANOS;
    }
    return startedNanos
        + inFlight.awayNanos()
        + TimeUnit.MILLISECONDS.toNanos(allowedMillis)
        - System.nanoTime();
  }

  /** Returns the index of the file that is extracted, or was when the run was abandoned. */
  int current() {
    lock.lock();
    try {
      return current;
    } finally {
      lock.unlock();
    }
  }

  /** Returns what is known of the current file. */
  FileInFlight inFlight() {
    lock.lock();
    try {
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  private void abandon() {
    if (!finished) {
      abandoned = true;
      abandonedThreads.add();
      SpareLanes.OF_THIS_PROCESS.end();
      // Few parsers heed it, but blocking reads and our own handler do.
      thread.interrupt();
    }
  }

  private void run() {
    Throwable thrown = null;
    try {
      extractFrom(current());
    } catch (Throwable ofTheConsumer) {
      // Not swallowed: the watcher throws it again.
      thrown = ofTheConsumer;
    } finally {
      finish(thrown);
    }
  }

  private void extractFrom(int first) {
    try (ReadAhead ahead = extractor.readAhead(batch, locator, first)) {
      for (int i = first; i < batch.files().size(); i++) {
        int index = i;
        FileEntry entry = batch.files().get(i);
        FileInFlight file = begin(i, entry);
        if (file == null) {
          return;
        }
        Path path = locator.locate(batch.source(), entry.path());
        if (!handOver(extractor.extract(file, path, () -> ahead.take(index)))) {
          return;
        }
      }
    }
  }

  private FileInFlight beginFile(FileEntry entry) {
    return extractor.begin(batch.source().name(), entry, this::handOver);
  }

  private void handOver(ExtractedPart part) {
    lock.lock();
    try {
      if (!abandoned) {
        results.accept(part);
      }
    } finally {
      lock.unlock();
    }
  }

  private FileInFlight begin(int index, FileEntry entry) {
    lock.lock();
    try {
      if (abandoned) {
        return null;
      }
      current = index;
      inFlight = beginFile(entry);
      startedNanos = System.nanoTime();
      return inFlight;
    } finally {
      lock.unlock();
    }
  }

  private boolean handOver(ExtractedFile result) {
    lock.lock();
    try {
      if (!abandoned) {
        results.accept(result);
        startedNanos = System.nanoTime();
      }
      return !abandoned;
    } finally {
      lock.unlock();
    }
  }

  private void finish(Throwable thrown) {
    lock.lock();
    try {
      finished = true;
      failure = thrown;
      if (abandoned) {
        abandonedThreads.remove();
      } else {
        SpareLanes.OF_THIS_PROCESS.end();
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
