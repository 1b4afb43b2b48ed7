package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.NotesReader;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunWorkspace;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Reads how far a run is from the notes of its workers, wherever they are. A daemon thread reads,
 * as often as workers write, for as long as somebody asks; who asks is told at once what was read
 * last. Thread-safe.
 */
final class NotedProgress implements Supplier<BuildProgress> {
  private static final Duration UNTIL_NOBODY_ASKS = Duration.ofSeconds(10);

  private final NotesReader notes;
  private final int sources;
  private final long startNanos = System.nanoTime();
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile Map<String, Long> counts = Map.of();
  private volatile long askedNanos;

  NotedProgress(RunWorkspace workspace, int sources) {
    this.notes = new NotesReader(workspace);
    this.sources = sources;
  }

  /** Returns the last state that was read; the notes go when the run has ended. */
  @Override
  public BuildProgress get() {
    askedNanos = System.nanoTime();
    if (reading.compareAndSet(false, true)) {
      Thread reader = new Thread(this::readOnAndOn, "shardmill-progress-reader");
      reader.setDaemon(true);
      reader.start();
    }
    return new ProgressCounts(counts, sources).at(Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private void readOnAndOn() {
    try {
      while (System.nanoTime() - askedNanos < UNTIL_NOBODY_ASKS.toNanos()
          && !Thread.currentThread().isInterrupted()) {
        notes.read().ifPresent(read -> counts = ofAllSources(read.counts()));
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ProgressNotes.WRITE_MILLIS));
      }
    } finally {
      // The next question starts another.
      reading.set(false);
    }
  }

  /** Adds up what is noted for each source, under {@code NAME.SOURCE}. */
  static Map<String, Long> ofAllSources(Map<String, Long> noted) {
    Map<String, Long> all = new TreeMap<>();
    noted.forEach(
        (name, count) -> {
          int end = name.indexOf(ProgressCounts.OF_SOURCE);
          all.merge(end < 0 ? name : name.substring(0, end), count, Long::sum);
        });
    return all;
  }
}
