package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.pipeline.RunSummary.FileCounts;
import io.github.shardmill.pipeline.RunSummary.Verdict;

/** Reads run records into summaries. Pure. */
final class RunSummaries {
  private RunSummaries() {}

  /**
   * Returns the summary of a run.
   *
   * @param record its record
   * @param verdict what says how it ended: the record itself, unless that could not know
   */
  static RunSummary of(JsonNode record, JsonNode verdict) {
    return new RunSummary(
        record.path("runId").asText(),
        Verdict.valueOf(verdict.path("verdict").asText()),
        verdict.path("reason").asText(),
        new FileCounts(
            record.path(RunCounters.DISCOVERED).asLong(),
            record.path(RunCounters.INDEXED).asLong(),
            record.path(RunCounters.UNCHANGED).asLong(),
            record.path(RunCounters.DUPLICATES).asLong(),
            record.path(RunCounters.EXCLUDED).asLong(),
            record.path(RunCounters.FAILED).asLong()),
        record.path(RunCounters.REMOVED).asLong(),
        record.path("counts").path(RunCounters.UNREADABLE_DIRECTORIES).asLong(),
        record.path("documents").asLong(),
        record.path(RunCounters.BYTES).asLong(),
        record.path("seconds").asDouble(),
        record.path("linkedFiles").asLong(),
        record.path("copiedFiles").asLong());
  }

  static RunSummary cancelled(String runId) {
    FileCounts none = new FileCounts(0, 0, 0, 0, 0, 0);
    return new RunSummary(runId, Verdict.CANCELLED, "stopped", none, 0, 0, 0, 0, 0, 0, 0);
  }
}
