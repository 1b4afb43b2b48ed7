package io.github.shardmill.index.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a run is, for whoever looks at it from another process: each process that works for the
 * run keeps a small file of counts beside the run's work files and writes it anew every {@value
 * #WRITE_SECONDS} s at most. Thread-safe.
 *
 * <p>Counts are for a person's eye. A step that a runner does again counts again, so a sum may be
 * ahead of the truth. A note that cannot be written is left out: it is no reason to stop a run.
 */
public final class ProgressNotes implements Serializable {
  /** Notes nothing. */
  public static final ProgressNotes NONE = new ProgressNotes(null);

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ProgressNotes.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int WRITE_SECONDS = 2;

  /** The most runs that a process keeps notes of; those of the others begin anew. */
  private static final int MAX_RUNS = 1_000;

  /** The notes that this process keeps. */
  private static final Map<RunWorkspace, Note> KEPT = new ConcurrentHashMap<>();

  private final RunWorkspace workspace;

  private ProgressNotes(RunWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * What all notes of a run come to.
   *
   * @param counts sums by name
   * @param writtenMillis when the last of them was written, milliseconds since 1970 UTC by the
   *     clock of its writer
   */
  public record Snapshot(Map<String, Long> counts, long writtenMillis) {
    /** Copies the map. */
    public Snapshot {
      counts = Map.copyOf(counts);
    }

    /** Returns a sum, 0 where nobody counted. */
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

  /** Counts something in this process, and returns these notes. */
  public ProgressNotes add(String name, long amount) {
    if (workspace != null && amount != 0) {
      note().add(name, amount);
    }
    return this;
  }

  /** Writes what this process has counted; for counts that nothing may follow for long. */
  public void flush() {
    if (workspace != null) {
      note().write();
    }
  }

  private Note note() {
    Note note = KEPT.computeIfAbsent(workspace, run -> new Note(run.progress()));
    if (KEPT.size() > MAX_RUNS) {
      KEPT.keySet().retainAll(Set.of(workspace));
    }
    return note;
  }

  /** Reads the notes of a run; empty where nobody has written one that can be read. */
  public static Optional<Snapshot> read(RunWorkspace workspace) {
    Map<String, Long> sums = new TreeMap<>();
    long writtenMillis = Long.MIN_VALUE;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(workspace.progress())) {
      for (Path file : files) {
        JsonNode note = read(file);
        writtenMillis = Math.max(writtenMillis, note.path("atMillis").asLong(Long.MIN_VALUE));
        note.path("counts")
            .properties()
            .forEach(count -> sums.merge(count.getKey(), count.getValue().asLong(), Long::sum));
      }
    } catch (IOException | DirectoryIteratorException none) {
      LOG.debug("no notes of run {}: {}", workspace.runId(), none.toString());
    }
    return writtenMillis == Long.MIN_VALUE
        ? Optional.empty()
        : Optional.of(new Snapshot(sums, writtenMillis));
  }

  /** A note that is being written anew is read a moment later. */
  private static JsonNode read(Path file) {
    try {
      return JSON.readTree(Files.readAllBytes(file));
    } catch (IOException halfWritten) {
      LOG.debug("{} cannot be read: {}", file, halfWritten.toString());
      return JSON.missingNode();
    }
  }

  /** The file of this process. */
  private static final class Note {
    private final Path file;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final AtomicLong nextNanos = new AtomicLong(System.nanoTime());

    Note(Path directory) {
      file = directory.resolve(UUID.randomUUID() + ".json");
    }

    void add(String name, long amount) {
      counts.computeIfAbsent(name, n -> new AtomicLong()).addAndGet(amount);
      long now = System.nanoTime();
      long next = nextNanos.get();
      // Who wins the exchange is the only one to write for a while.
      if (now - next >= 0
          && nextNanos.compareAndSet(next, now + TimeUnit.SECONDS.toNanos(WRITE_SECONDS))) {
        write();
      }
    }

    synchronized void write() {
      ObjectNode note = JSON.createObjectNode().put("atMillis", System.currentTimeMillis());
      ObjectNode values = note.putObject("counts");
      counts.forEach((name, count) -> values.put(name, count.get()));
      try {
        Files.write(file, JSON.writeValueAsBytes(note));
      } catch (IOException e) {
        // The run may have ended, and its work directory is gone.
        LOG.debug("{} cannot be written: {}", file, e.toString());
      }
    }
  }
}
