package io.github.shardmill.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.WorkerProcess;
import io.github.shardmill.remote.Locations;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The markers of the attempts at one thing: files that name the process which made them. Used by
 * one thread.
 */
final class AttemptMarkers {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptMarkers.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long BETWEEN_LOOKS_MILLIS = 500;
  private static final String HOST = "host";
  private static final String PID = "pid";
  private static final String STARTED = "started";
  private static final String SPACE = "space";

  /**
   * Processes that were found dead, and what their notes said last: one that writes again lives.
   */
  private static final Map<WorkerProcess, OptionalLong> DEAD = new ConcurrentHashMap<>();

  private final Path directory;
  private final ProgressNotes notes;

  /**
   * Names the thing.
   *
   * @param parent directory of all markers of a run
   * @param name of the thing; no other has it
   * @param notes where processes show that they are alive
   */
  AttemptMarkers(String parent, String name, ProgressNotes notes) {
    this.directory = Locations.path(parent).resolve(name);
    this.notes = notes;
  }

  /** An attempt that goes on until it is closed, which removes its marker, best effort. */
  record Open(Path marker, ProgressNotes.Sign sign) implements AutoCloseable {
    @Override
    public void close() {
      sign.close();
      // Who is cancelled has to clear up, too.
      boolean wasInterrupted = Thread.interrupted();
      try {
        Files.deleteIfExists(marker);
        if (!Locations.isRemote(marker)) {
          removeIfEmpty(marker.getParent());
        }
      } catch (IOException e) {
        LOG.warn("{} stays, and will look as if this worker had died", marker, e);
      } finally {
        if (wasInterrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static void removeIfEmpty(Path directory) {
      try {
        Files.deleteIfExists(directory);
      } catch (IOException notEmpty) {
        LOG.trace("{} stays", directory, notEmpty);
      }
    }
  }

  /** Begins an attempt. */
  Open open() throws IOException {
    Path marker = directory.resolve(UUID.randomUUID().toString());
    WorkerProcess here = WorkerProcess.current();
    ObjectNode process = JSON.createObjectNode();
    process.put(HOST, here.host()).put(PID, here.pid());
    process.put(STARTED, here.started()).put(SPACE, here.space());
    byte[] content = JSON.writeValueAsBytes(process);
    if (Locations.isRemote(marker)) {
      Files.write(marker, content);
    } else {
      writeBelow(marker, content);
    }
    return new Open(marker, notes.showLife());
  }

  /** Another attempt that ends may take the directory away in between. */
  private static void writeBelow(Path marker, byte[] content) throws IOException {
    while (true) {
      try {
        Files.createDirectories(marker.getParent());
        Files.write(marker, content);
        return;
      } catch (NoSuchFileException gone) {
        LOG.trace("{} is made again", marker.getParent(), gone);
      }
    }
  }

  /**
   * Returns the processes that died in an attempt, one for each attempt. Waits if that is not to be
   * seen at once.
   *
   * @param watchMillis how long a process may show no life and not be taken for dead
   */
  List<WorkerProcess> deaths(long watchMillis) throws IOException, InterruptedException {
    List<WorkerProcess> dead = new ArrayList<>();
    Map<Path, WorkerProcess> undecided = new HashMap<>();
    for (Path marker : markers()) {
      WorkerProcess process = read(marker);
      if (process == null || process.equals(WorkerProcess.current())) {
        continue;
      }
      if (process.isGone() || isKnownToBeDead(process)) {
        dead.add(process);
      } else {
        undecided.put(marker, process);
      }
    }
    dead.addAll(watch(undecided, watchMillis));
    return dead;
  }

  private List<Path> markers() throws IOException {
    List<Path> markers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      files.forEach(markers::add);
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return markers;
  }

  /** Returns who made a marker; null for one that is gone, or not written to its end. */
  private static WorkerProcess read(Path marker) throws IOException {
    try {
      JsonNode process = JSON.readTree(Files.readAllBytes(marker));
      return process.isObject()
          ? new WorkerProcess(
              process.path(HOST).asText(),
              process.path(PID).asLong(),
              process.path(STARTED).asText(),
              process.path(SPACE).asText())
          : null;
    } catch (JsonProcessingException cutOff) {
      LOG.debug("{} is not written to its end", marker, cutOff);
      return null;
    } catch (NoSuchFileException gone) {
      return null;
    }
  }

  private boolean isKnownToBeDead(WorkerProcess process) {
    OptionalLong last = DEAD.get(process);
    if (last == null) {
      return false;
    }
    boolean isSilent = notes.beat(process.name()).equals(last);
    if (!isSilent) {
      DEAD.remove(process);
    }
    return isSilent;
  }

  /** Returns those that show no life in all of the time. */
  private List<WorkerProcess> watch(Map<Path, WorkerProcess> undecided, long watchMillis)
      throws IOException, InterruptedException {
    Map<WorkerProcess, OptionalLong> beats = new HashMap<>();
    undecided.values().forEach(process -> beats.put(process, notes.beat(process.name())));
    long begun = System.nanoTime();
    while (!undecided.isEmpty()
        && System.nanoTime() - begun < TimeUnit.MILLISECONDS.toNanos(watchMillis)) {
      LockSupport.parkNanos(
          TimeUnit.MILLISECONDS.toNanos(Math.min(watchMillis, BETWEEN_LOOKS_MILLIS)));
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      for (Map.Entry<Path, WorkerProcess> each : List.copyOf(undecided.entrySet())) {
        WorkerProcess process = each.getValue();
        if (!notes.beat(process.name()).equals(beats.get(process))
            || !Files.exists(each.getKey())) {
          undecided.remove(each.getKey());
        }
      }
    }
    undecided.values().forEach(process -> DEAD.put(process, beats.get(process)));
    return List.copyOf(undecided.values());
  }
}
