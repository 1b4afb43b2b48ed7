package io.github.shardmill.index.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The note of this process for one run. It is written by a daemon thread of its own, which ends
 * when there was nothing to write for a while and begins again when there is, so that a process
 * that outlives its runs keeps nothing of them. Thread-safe.
 */
final class WorkerNote {
  static final String AT = "atMillis";
  static final String BEAT = "beat";
  static final String COUNTS = "counts";
  static final String HIGHEST = "highest";
  static final String SUFFIX = ".json";

  private static final Logger LOG = LoggerFactory.getLogger(WorkerNote.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PAUSES_UNTIL_IDLE = 5;

  private final Path file;
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> highest = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();
  private final AtomicInteger watched = new AtomicInteger();
  private final AtomicBoolean writing = new AtomicBoolean();
  private volatile long written;
  private long beat;

  WorkerNote(Path directory) {
    file = directory.resolve(WorkerProcess.current().name() + SUFFIX);
  }

  void add(String name, long amount) {
    counts.computeIfAbsent(name, n -> new AtomicLong()).addAndGet(amount);
    changed();
  }

  void raise(String name, long value) {
    highest.computeIfAbsent(name, n -> new AtomicLong()).accumulateAndGet(value, Math::max);
    changed();
  }

  /** Writes again and again from now on, changed or not. */
  void watch() {
    watched.incrementAndGet();
    changed();
  }

  /** Ends what {@link #watch} began. */
  void unwatch() {
    watched.decrementAndGet();
  }

  /** Writes now what is not written yet. */
  void flush() {
    if (changes.get() != written) {
      write();
    }
  }

  private void changed() {
    changes.incrementAndGet();
    if (!writing.get() && writing.compareAndSet(false, true)) {
      Thread thread = new Thread(this::writeOnAndOn, "shardmill-progress-note");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private boolean isDue() {
    return watched.get() > 0 || changes.get() != written;
  }

  private void writeOnAndOn() {
    do {
      for (int pauses = 0; pauses < PAUSES_UNTIL_IDLE; pauses++) {
        if (isDue()) {
          write();
          pauses = 0;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(ProgressNotes.WRITE_MILLIS));
        if (Thread.currentThread().isInterrupted()) {
          pauses = PAUSES_UNTIL_IDLE;
        }
      }
      writing.set(false);
      // Something may have changed while this thread was still taken for one that writes.
    } while (!Thread.currentThread().isInterrupted()
        && isDue()
        && writing.compareAndSet(false, true));
  }

  /** What cannot be written is not tried again: whatever changes next, all is written anew. */
  private synchronized void write() {
    written = changes.get();
    try {
      // not durable: who reads it looks again soon
      WholeFile.write(file, JSON.writeValueAsBytes(note()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException e) {
      // The run may have ended, and its work directory is gone.
      LOG.debug("{} cannot be written: {}", file, e.toString());
    }
  }

  private ObjectNode note() {
    ObjectNode note = JSON.createObjectNode();
    note.put(AT, System.currentTimeMillis());
    note.put(BEAT, ++beat);
    ObjectNode sums = note.putObject(COUNTS);
    counts.forEach((name, count) -> sums.put(name, count.get()));
    ObjectNode values = note.putObject(HIGHEST);
    highest.forEach((name, value) -> values.put(name, value.get()));
    return note;
  }
}
