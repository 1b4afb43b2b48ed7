package io.github.shardmill.index.store;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a run is, for whoever looks at it from another process: each process that works for the
 * run keeps a small file of counts beside the run's work files, {@code progress/WORKER.json}, and
 * writes it anew every {@value #WRITE_MILLIS} ms at most, by a thread of its own. Thread-safe.
 *
 * <p>Counts are for a person's eye. A step that a runner does again counts again, so a sum may be
 * ahead of the truth. A note that cannot be written is left out: it is no reason to stop a run.
 */
public final class ProgressNotes implements Serializable {
  /** Notes nothing. */
  public static final ProgressNotes NONE = new ProgressNotes(null);

  /** How often a note is written while it changes, or while somebody is to see it change. */
  public static final long WRITE_MILLIS = 2_000;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNotes.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** The most runs that a process keeps notes of; the counts of more are not written. */
  private static final int MAX_RUNS = 1_000;

  /** The notes that this process keeps. */
  private static final Map<RunWorkspace, WorkerNote> KEPT = new ConcurrentHashMap<>();

  private final RunWorkspace workspace;

  private ProgressNotes(RunWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * What all notes of a run come to.
   *
   * @param counts by name: sums of what was added, the highest of what was raised
   * @param writtenMillis when the last of them was written, milliseconds since 1970 UTC by the
   *     clock of its writer
   */
  public record Snapshot(Map<String, Long> counts, long writtenMillis) {
    /** Copies the map. */
    public Snapshot {
      counts = Map.copyOf(counts);
    }

    /** Returns a count, 0 where nobody counted. */
    public long count(String name) {
      return counts.getOrDefault(name, 0L);
    }
  }

  /** Makes room for the notes of a run, whose work directory exists. */
  public static ProgressNotes begin(RunWorkspace workspace) throws IOException {
    // Those of an earlier submission of the run.
    PrivateFiles.deleteTree(workspace.progress());
    PrivateFiles.createDirectory(workspace.progress());
    return new ProgressNotes(workspace);
  }

  /** Reads the notes of a run; empty where nobody has written one that can be read. */
  public static Optional<Snapshot> read(RunWorkspace workspace) {
    return new NotesReader(workspace).read();
  }

  /** Counts something in this process, and returns these notes. */
  public ProgressNotes add(String name, long amount) {
    if (workspace != null && amount != 0) {
      note().add(name, amount);
    }
    return this;
  }

  /**
   * Notes how far something is that somebody may have to begin anew, and returns these notes. Of
   * all workers the one counts that got farthest.
   */
  public ProgressNotes raise(String name, long value) {
    if (workspace != null) {
      note().raise(name, value);
    }
    return this;
  }

  /** Writes what this process has counted; for counts that nothing may follow for long. */
  public void flush() {
    if (workspace != null) {
      note().flush();
    }
  }

  /**
   * Lets this process be seen to be alive: its {@link #beat} changes every {@value #WRITE_MILLIS}
   * ms, more or less, until what is returned is closed.
   */
  public Sign showLife() {
    if (workspace == null) {
      return () -> {};
    }
    WorkerNote note = note();
    note.watch();
    return note::unwatch;
  }

  /** What is shown until it is closed; to be closed once. */
  @FunctionalInterface
  public interface Sign extends AutoCloseable {
    @Override
    void close();
  }

  /** Returns a number that is another one whenever a worker has written its note. */
  public OptionalLong beat(String worker) {
    if (workspace == null) {
      return OptionalLong.empty();
    }
    Path file = workspace.progress().resolve(worker + WorkerNote.SUFFIX);
    try {
      return OptionalLong.of(
          JSON.readTree(Files.readAllBytes(file)).path(WorkerNote.BEAT).asLong());
    } catch (IOException e) {
      LOG.debug("no note of worker {}: {}", worker, e.toString());
      return OptionalLong.empty();
    }
  }

  private WorkerNote note() {
    WorkerNote note = KEPT.computeIfAbsent(workspace, run -> new WorkerNote(run.progress()));
    if (KEPT.size() > MAX_RUNS) {
      KEPT.keySet().retainAll(Set.of(workspace));
    }
    return note;
  }
}
