package io.github.shardmill.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.store.InterruptedWork;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that ended in front of its commit, as far as a later one can go on from it. Immutable.
 *
 * @param workspace where its work files are
 * @param settings what it was made with; listed are the sources of which files can be trusted
 * @param fresh whether it took no text from the index
 */
record InterruptedRun(RunWorkspace workspace, CarriedSettings settings, boolean fresh) {
  private static final Logger LOG = LoggerFactory.getLogger(InterruptedRun.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String FRESH = "fresh";

  /**
   * Writes down how a run begins, from which moment on it counts as interrupted until it ends.
   *
   * @param details of the run, from {@link RunDetails}
   * @param listedMillis since when files of each source can be trusted
   */
  static void begin(
      RunWorkspace workspace, String details, Map<String, Long> listedMillis, boolean fresh)
      throws IOException {
    ObjectNode note = (ObjectNode) JSON.readTree(CarriedSettings.json(details, listedMillis));
    note.put(FRESH, fresh);
    InterruptedWork.begin(workspace, note.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Reads what a run left; empty, with a warning, where its note cannot be read. */
  static Optional<InterruptedRun> read(RunWorkspace workspace) {
    try {
      String note = new String(InterruptedWork.note(workspace), StandardCharsets.UTF_8);
      boolean fresh = JSON.readTree(note).path(FRESH).asBoolean();
      return CarriedSettings.fromJson(note)
          .map(settings -> new InterruptedRun(workspace, settings, fresh));
    } catch (JsonProcessingException | IllegalArgumentException damaged) {
      LOG.warn("the note of run {} is damaged: {}", workspace.runId(), damaged.toString());
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns its finished spool files. */
  List<FinishedSpool> finished() throws IOException {
    return FinishedSpool.list(workspace.spool());
  }

  /** Returns the source of a name, if the run had one. */
  Optional<SourceSpec> source(String name) {
    return settings.sources().stream().filter(spec -> spec.source().name().equals(name)).findAny();
  }

  /** Returns how many results a run left, apart from those that it had taken over itself. */
  static long finishedResults(RunWorkspace workspace) throws IOException {
    return FinishedSpool.list(workspace.spool()).stream().mapToLong(FinishedSpool::roots).sum();
  }
}
