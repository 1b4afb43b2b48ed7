package io.github.shardmill.io;

import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What the user of a pipeline decides about a run. Immutable.
 *
 * @param runId identifies the run, no other run of the index has it; empty to have one made when
 *     the pipeline is built
 * @param mode what the commit does to the documents that are there
 * @param shards number of shards, and of segments that the run adds
 * @param workDirectory where work files are, or empty for beside the index; shard indexes are
 *     adopted without copying only from the index's own file system
 * @param equations that the counts must satisfy before the commit
 * @param summary counters that the run record shows at its top
 * @param details a JSON object that the run record repeats
 */
public record RunSettings(
    String runId,
    RunPlan.Mode mode,
    int shards,
    String workDirectory,
    List<RunPlan.Equation> equations,
    List<String> summary,
    String details)
    implements Serializable {
  /** A full rebuild with four shards. */
  public static final RunSettings DEFAULT =
      new RunSettings("", RunPlan.Mode.REPLACE, 4, "", List.of(), List.of(), "{}");

  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** Checks the parts. */
  public RunSettings {
    if (!runId.isEmpty() && !RUN_ID.matcher(runId).matches()) {
      throw new IllegalArgumentException(
          "run id '" + runId + "' may hold letters, digits, '_', '.' and '-' only");
    }
    if (shards < 1) {
      throw new IllegalArgumentException("a run has at least one shard, not " + shards);
    }
    equations = List.copyOf(equations);
    summary = List.copyOf(summary);
  }

  /** Returns an id for a run that begins now: sortable by time, unique. */
  public static String newRunId() {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return STAMP.format(Instant.now()) + "-" + random;
  }

  /** Returns these settings with a run id. */
  public RunSettings withRunId(String id) {
    return new RunSettings(id, mode, shards, workDirectory, equations, summary, details);
  }

  /** Returns these settings with a mode. */
  public RunSettings withMode(RunPlan.Mode newMode) {
    return new RunSettings(runId, newMode, shards, workDirectory, equations, summary, details);
  }

  /** Returns these settings with a number of shards. */
  public RunSettings withShards(int count) {
    return new RunSettings(runId, mode, count, workDirectory, equations, summary, details);
  }

  /** Returns these settings with another place for work files. */
  public RunSettings withWorkDirectory(String directory) {
    return new RunSettings(runId, mode, shards, directory, equations, summary, details);
  }

  /** Returns these settings with equations to check and counters to show. */
  public RunSettings withChecks(List<RunPlan.Equation> newEquations, List<String> newSummary) {
    return new RunSettings(runId, mode, shards, workDirectory, newEquations, newSummary, details);
  }

  /** Returns these settings with details for the run record. */
  public RunSettings withDetails(String json) {
    return new RunSettings(runId, mode, shards, workDirectory, equations, summary, json);
  }

  /** Returns where the run's work files are. */
  public RunWorkspace workspace(IndexLayout layout) {
    String id = requireRunId();
    return workDirectory.isEmpty()
        ? RunWorkspace.within(layout, id)
        : RunWorkspace.elsewhere(layout, Path.of(workDirectory), id);
  }

  RunPlan plan(IndexSchema schema, long generation) {
    return new RunPlan(
        requireRunId(),
        mode,
        generation,
        shards,
        schema,
        equations,
        summary,
        details,
        System.currentTimeMillis());
  }

  private String requireRunId() {
    if (runId.isEmpty()) {
      throw new IllegalStateException("the run has no id yet");
    }
    return runId;
  }
}
