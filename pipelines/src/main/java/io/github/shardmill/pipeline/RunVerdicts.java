package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.IndexCommitter;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads what the last step of a run wrote down about how it ended. Stateless. */
final class RunVerdicts {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private RunVerdicts() {}

  /** Returns what a run came to; empty if it wrote nothing. */
  static Optional<RunSummary> of(IndexLayout layout, String runId) throws IOException {
    if (!Files.exists(layout.runRecord(runId))) {
      return Optional.empty();
    }
    JsonNode record = read(layout.runRecord(runId));
    Path verdict = layout.run(runId).resolve(IndexCommitter.VERDICT_RECORD);
    return Optional.of(RunSummaries.of(record, Files.exists(verdict) ? read(verdict) : record));
  }

  private static JsonNode read(Path record) throws IOException {
    return JSON.readTree(Files.readAllBytes(record));
  }
}
