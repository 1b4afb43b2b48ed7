package io.github.shardmill.io;

import com.google.auto.value.AutoValue;
import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.remote.Locations;
import java.io.Serializable;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the user of a pipeline decides about a run. Immutable. */
@AutoValue
public abstract class RunSettings implements Serializable {
  /** A full rebuild with four shards, of whatever the index is at. */
  public static final RunSettings DEFAULT =
      new AutoValue_RunSettings.Builder()
          .setRunId("")
          .setMode(RunPlan.Mode.REPLACE)
          .setBase(OptionalLong.empty())
          .setShards(4)
          .setWorkDirectory("")
          .setEquations(List.of())
          .setSummary(List.of())
          .setDetails("{}")
          .setPolicy(CommitPolicy.DEFAULT)
          .setCarried("{}")
          .setWorkers(Workers.NONE)
          .build();

  private static final long serialVersionUID = 1L;
  private static final Pattern RUN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  RunSettings() {}

  /** Returns the run's id, which no other run of the index has; empty to have one made. */
  public abstract String runId();

  /** Returns what the commit does to the documents that are there. */
  public abstract RunPlan.Mode mode();

  /**
   * Returns the generation that the index must be at, -1 for no commit; empty for the one that it
   * is at when the pipeline is built.
   */
  public abstract OptionalLong base();

  /** Returns the number of shards, and of segments that the run adds. */
  public abstract int shards();

  /**
   * Returns where work files are, or the empty string for beside the index; shard indexes are
   * adopted without copying only from the index's own file system.
   */
  public abstract String workDirectory();

  /** Returns the equations that the counts must satisfy before the commit. */
  public abstract List<RunPlan.Equation> equations();

  /** Returns the counters that the run record shows at its top. */
  public abstract List<String> summary();

  /** Returns a JSON object that the run record repeats. */
  public abstract String details();

  /** Returns how the commit treats what is there, and what must hold for it. */
  public abstract CommitPolicy policy();

  /** Returns a JSON object that the commit carries for later runs to go by. */
  public abstract String carried();

  /** Returns what every worker checks, and where it notes how far it is. */
  public abstract Workers workers();

  abstract Builder toBuilder();

  @AutoValue.Builder
  abstract static class Builder {
    abstract Builder setRunId(String id);

    abstract Builder setMode(RunPlan.Mode mode);

    abstract Builder setBase(OptionalLong generation);

    abstract Builder setShards(int count);

    abstract Builder setWorkDirectory(String directory);

    abstract Builder setEquations(List<RunPlan.Equation> equations);

    abstract Builder setSummary(List<String> counters);

    abstract Builder setDetails(String json);

    abstract Builder setPolicy(CommitPolicy policy);

    abstract Builder setCarried(String json);

    abstract Builder setWorkers(Workers workers);

    abstract RunSettings build();
  }

  /** Returns an id for a run that begins now: sortable by time, unique. */
  public static String newRunId() {
    String random = UUID.randomUUID().toString().substring(0, 8);
    return STAMP.format(Instant.now()) + "-" + random;
  }

  /**
   * Returns these settings with a run id.
   *
   * @throws IllegalArgumentException if it cannot be the name of a directory everywhere
   */
  public RunSettings withRunId(String id) {
    if (!id.isEmpty() && !RUN_ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "run id '" + id + "' may hold letters, digits, '_', '.' and '-' only");
    }
    return toBuilder().setRunId(id).build();
  }

  /** Returns these settings with a mode. */
  public RunSettings withMode(RunPlan.Mode newMode) {
    return toBuilder().setMode(newMode).build();
  }

  /** Returns these settings with the generation that the index must be at; -1 for no commit. */
  public RunSettings withBase(long generation) {
    return toBuilder().setBase(OptionalLong.of(generation)).build();
  }

  /**
   * Returns these settings with a number of shards.
   *
   * @throws IllegalArgumentException if there is not one at least
   */
  public RunSettings withShards(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("a run has at least one shard, not " + count);
    }
    return toBuilder().setShards(count).build();
  }

  /** Returns these settings with another place for work files. */
  public RunSettings withWorkDirectory(String directory) {
    return toBuilder().setWorkDirectory(directory).build();
  }

  /** Returns these settings with equations to check and counters to show. */
  public RunSettings withChecks(List<RunPlan.Equation> newEquations, List<String> newSummary) {
    return toBuilder()
        .setEquations(List.copyOf(newEquations))
        .setSummary(List.copyOf(newSummary))
        .build();
  }

  /** Returns these settings with details for the run record. */
  public RunSettings withDetails(String json) {
    return toBuilder().setDetails(json).build();
  }

  /** Returns these settings with another way to treat what is there. */
  public RunSettings withPolicy(CommitPolicy policy) {
    return toBuilder().setPolicy(policy).build();
  }

  /** Returns these settings with what later runs go by. */
  public RunSettings withCarried(String json) {
    return toBuilder().setCarried(json).build();
  }

  /** Returns these settings for steps that run in other processes than this one. */
  public RunSettings withWorkers(Workers workers) {
    return toBuilder().setWorkers(workers).build();
  }

  /** Returns where the run's work files are. */
  public RunWorkspace workspace(IndexLayout layout) {
    String id = requireRunId();
    return workDirectory().isEmpty()
        ? RunWorkspace.within(layout, id)
        : RunWorkspace.elsewhere(layout, Locations.path(workDirectory()), id);
  }

  RunPlan plan(IndexSchema schema, long generation) {
    return new RunPlan(
        requireRunId(),
        mode(),
        base().orElse(generation),
        shards(),
        schema,
        equations(),
        summary(),
        details(),
        System.currentTimeMillis(),
        policy(),
        carried());
  }

  private String requireRunId() {
    if (runId().isEmpty()) {
      throw new IllegalStateException("the run has no id yet");
    }
    return runId();
  }
}
