package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.pipeline.RunSummary.Changes;
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
    JsonNode counts = record.path("counts");
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
            counts.path(RunCounters.EXCLUDED_BY_HASH).asLong(),
            record.path(RunCounters.FAILED).asLong()),
        new Changes(
            counts.path(RunCounters.REUSED).asLong(),
            counts.path(RunCounters.REMOVED).asLong(),
            counts.path(RunCounters.KEPT).asLong(),
            counts.path(RunCounters.POSTPONED).asLong()),
        counts.path(RunCounters.UNREADABLE_DIRECTORIES).asLong(),
        record.path("documents").asLong(),
        record.path(RunCounters.BYTES).asLong(),
        record.path("seconds").asDouble(),
        record.path("linkedFiles").asLong(),
        record.path("copiedFiles").asLong());
  }

  /** Returns the summary of a run that was asked to stop; {@code reason} also says what it left. */
  static RunSummary cancelled(String runId, String reason) {
    return uncounted(runId, Verdict.CANCELLED, reason);
  }

  /** Returns the summary of a run whose commit is there, and whose record is gone. */
  static RunSummary committed(String runId) {
    return uncounted(runId, Verdict.COMMITTED, "");
  }

  /** Returns the summary of a run that its starter has left. */
  static RunSummary submitted(String runId) {
    return uncounted(runId, Verdict.SUBMITTED, "");
  }

  private static RunSummary uncounted(String runId, Verdict verdict, String reason) {
    FileCounts none = new FileCounts(0, 0, 0, 0, 0, 0, 0);
    return new RunSummary(runId, verdict, reason, none, Changes.NONE, 0, 0, 0, 0, 0, 0);
  }
}
