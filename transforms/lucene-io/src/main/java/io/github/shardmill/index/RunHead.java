package io.github.shardmill.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the top of a run's record says, read without the rest of it, so that the records of
 * thousands of runs are soon looked through. Immutable.
 *
 * @param runId the run, which names the directory of its records
 * @param verdict how it says that it ended, as {@link CommitVerdict.Kind} names it
 * @param mode how it changed the index
 * @param finished when it ended, an ISO 8601 instant in UTC
 * @param baseGeneration generation of the commit before
 * @param generation generation of its commit, -1 where it says that there is none
 * @param restoredGeneration generation that it went back to, -1 where it is no rollback
 */
record RunHead(
    String runId,
    String verdict,
    String mode,
    String finished,
    long baseGeneration,
    long generation,
    long restoredGeneration) {
  private static final JsonFactory JSON = new JsonFactory();

  /** Returns the head of a run's records, or nothing where there is none that can be read. */
  static Optional<RunHead> read(IndexLayout layout, String runId) throws IOException {
    Path path = layout.runRecord(runId);
    try (InputStream in = Files.newInputStream(path);
        JsonParser json = JSON.createParser(in)) {
      Map<String, String> values = scalars(json);
      return Optional.of(
          new RunHead(
              runId,
              verdict(layout, runId).orElse(values.getOrDefault("verdict", "")),
              values.getOrDefault("mode", ""),
              values.getOrDefault("finished", ""),
              number(values, "baseGeneration"),
              number(values, "generation"),
              number(values, "restored")));
    } catch (NoSuchFileException | JsonProcessingException | NumberFormatException none) {
      return Optional.empty();
    }
  }

  /** Returns the verdict where the run's record could not know it. */
  private static Optional<String> verdict(IndexLayout layout, String runId) throws IOException {
    Path path = layout.run(runId).resolve(IndexCommitter.VERDICT_RECORD);
    try (InputStream in = Files.newInputStream(path);
        JsonParser json = JSON.createParser(in)) {
      return Optional.ofNullable(scalars(json).get("verdict"));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Reads the plain values in front of the first array or object. */
  private static Map<String, String> scalars(JsonParser json) throws IOException {
    Map<String, String> values = new HashMap<>();
    if (json.nextToken() == JsonToken.START_OBJECT) {
      while (json.nextToken() == JsonToken.FIELD_NAME && json.nextToken().isScalarValue()) {
        values.put(json.currentName(), json.getText());
      }
    }
    return values;
  }

  private static long number(Map<String, String> values, String name) {
    return Long.parseLong(values.getOrDefault(name, "-1"));
  }
}
