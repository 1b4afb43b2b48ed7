package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.Serializable;
import java.util.List;

/**
 * What a run was told before it began; the same for every step and every attempt. Immutable.
 *
 * @param runId identifies the run and its commit
 * @param mode what the commit does to the documents that are there
 * @param expectedGeneration generation of the commit that the run is based on, -1 for none
 * @param shards number of shards
 * @param schema what the documents look like
 * @param equations that must hold before the commit
 * @param summary counters that the run record shows at its top, 0 where nothing was counted
 * @param details a JSON object whose parts the run record repeats, such as inputs and options; what
 *     the record itself says under the same name stands
 * @param startedMillis when the run began, milliseconds since 1970 UTC
 * @param policy how the commit treats what is there, and what must hold for it
 * @param carried a JSON object that the commit carries for later runs to go by
 */
public record RunPlan(
    String runId,
    Mode mode,
    long expectedGeneration,
    int shards,
    IndexSchema schema,
    List<Equation> equations,
    List<String> summary,
    String details,
    long startedMillis,
    CommitPolicy policy,
    String carried)
    implements Serializable {

  /** What the commit does to the documents that are there. */
  public enum Mode {
    /** All are deleted: the index holds what the run wrote. */
    REPLACE,
    /** Those of the roots that the run upserts or deletes are deleted. */
    UPDATE
  }

  /**
   * Counts that must be equal before the commit.
   *
   * @param left names of the counters of one side
   * @param right names of the counters of the other side
   */
  public record Equation(List<String> left, List<String> right) implements Serializable {
    /** Copies the lists. */
    public Equation {
      left = List.copyOf(left);
      right = List.copyOf(right);
    }

    /** Returns the equation as a person writes it. */
    public String text() {
      return String.join(" + ", left) + " = " + String.join(" + ", right);
    }
  }

  /** Returns this plan without gates. */
  RunPlan withoutGates() {
    CommitPolicy free =
        new CommitPolicy(policy.retention(), policy.compaction(), List.of(), policy.worthwhile());
    return new RunPlan(
        runId,
        mode,
        expectedGeneration,
        shards,
        schema,
        equations,
        summary,
        details,
        startedMillis,
        free,
        carried);
  }

  /** Returns this plan for another commit to be based on, and with other details. */
  RunPlan on(long generation, String newDetails) {
    return new RunPlan(
        runId,
        mode,
        generation,
        shards,
        schema,
        equations,
        summary,
        newDetails,
        startedMillis,
        policy,
        carried);
  }

  /** Checks that the details are a JSON object, and copies the lists. */
  public RunPlan {
    RunRecord.details(details);
    RunRecord.details(carried);
    equations = List.copyOf(equations);
    summary = List.copyOf(summary);
  }
}
