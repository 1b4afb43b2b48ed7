package io.github.shardmill.pipeline;

import io.github.shardmill.index.CommitPolicy;
import io.github.shardmill.index.Gate;
import io.github.shardmill.index.gate.DocumentDropGate;
import io.github.shardmill.index.gate.FailureGate;
import io.github.shardmill.index.gate.ProbeGate;
import io.github.shardmill.index.gate.SegmentCheckGate;
import io.github.shardmill.index.schema.IndexSchema;
import java.util.ArrayList;
import java.util.List;

/** Turns what a person decided about publishing into the policy of a commit. Stateless. */
final class CommitPolicies {
  private CommitPolicies() {}

  /**
   * Returns the policy of a run.
   *
   * @throws IllegalArgumentException if a probe cannot be asked of the index that is to be
   */
  static CommitPolicy of(BuildSettings settings) {
    return new CommitPolicy(
        settings.indexing().upkeep().retention(),
        settings.indexing().upkeep().compaction(),
        gates(settings.gates(), settings.indexing().schema()),
        List.of(RunCounters.CONFIRMED, RunCounters.NEW_SETTINGS));
  }

  private static List<Gate> gates(BuildSettings.Gates asked, IndexSchema schema) {
    List<Gate> gates = new ArrayList<>();
    asked.maxDrop().map(DocumentDropGate::new).ifPresent(gates::add);
    asked
        .maxFailures()
        .map(most -> new FailureGate(RunCounters.FAILED, RunCounters.DISCOVERED, most))
        .ifPresent(gates::add);
    for (String text : asked.probes()) {
      ProbeGate probe = ProbeGate.parse(text, FileSchema.DATES);
      probe.requireAskable(schema);
      gates.add(probe);
    }
    if (asked.checkSegments()) {
      gates.add(new SegmentCheckGate());
    }
    return gates;
  }
}
