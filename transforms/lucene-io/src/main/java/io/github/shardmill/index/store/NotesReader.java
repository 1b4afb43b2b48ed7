package io.github.shardmill.index.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.store.ProgressNotes.Snapshot;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the notes of a run, those only that are other than when they were read last. Used by one
 * thread at a time.
 */
public final class NotesReader {
  private static final Logger LOG = LoggerFactory.getLogger(NotesReader.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RunWorkspace workspace;
  private final Map<Path, Known> known = new HashMap<>();

  private record Known(long size, long modifiedMillis, JsonNode note) {}

  /** Makes a reader of the notes of a run, which need not be there yet. */
  public NotesReader(RunWorkspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Reads what the notes come to. What was read before stands for notes that cannot be read now, as
   * when the run has ended and its work files are gone; empty where there never was any.
   */
  public Optional<Snapshot> read() {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(workspace.progress(), "*" + WorkerNote.SUFFIX)) {
      files.forEach(this::look);
    } catch (IOException | DirectoryIteratorException none) {
      LOG.debug("no notes of run {}: {}", workspace.runId(), none.toString());
    }
    return known.isEmpty() ? Optional.empty() : Optional.of(sum());
  }

  private void look(Path file) {
    try {
      BasicFileAttributes listed = Files.readAttributes(file, BasicFileAttributes.class);
      long modifiedMillis = listed.lastModifiedTime().toMillis();
      Known before = known.get(file);
      if (before == null
          || before.size() != listed.size()
          || before.modifiedMillis() != modifiedMillis) {
        JsonNode note = JSON.readTree(Files.readAllBytes(file));
        known.put(file, new Known(listed.size(), modifiedMillis, note));
      }
    } catch (IOException e) {
      LOG.debug("{} cannot be read: {}", file, e.toString());
    }
  }

  private Snapshot sum() {
    Map<String, Long> counts = new TreeMap<>();
    long writtenMillis = Long.MIN_VALUE;
    for (Known worker : known.values()) {
      JsonNode note = worker.note();
      writtenMillis = Math.max(writtenMillis, note.path(WorkerNote.AT).asLong());
      note.path(WorkerNote.COUNTS)
          .properties()
          .forEach(count -> counts.merge(count.getKey(), count.getValue().asLong(), Long::sum));
      note.path(WorkerNote.HIGHEST)
          .properties()
          .forEach(value -> counts.merge(value.getKey(), value.getValue().asLong(), Math::max));
    }
    return new Snapshot(counts, writtenMillis);
  }
}
