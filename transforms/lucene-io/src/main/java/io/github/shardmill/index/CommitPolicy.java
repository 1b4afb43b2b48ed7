package io.github.shardmill.index;

import java.io.Serializable;
import java.util.List;

/**
 * How a run's commit treats what is there, and what must hold for it. Immutable.
 *
 * @param retention which earlier commits stay
 * @param compaction which segments an update merges
 * @param gates asked before anything is published
 * @param worthwhile counters of which one above 0 makes an update commit that changes no document
 */
public record CommitPolicy(
    Retention retention, Compaction compaction, List<Gate> gates, List<String> worthwhile)
    implements Serializable {
  /** Default retention and compaction, no gates. */
  public static final CommitPolicy DEFAULT =
      new CommitPolicy(Retention.DEFAULT, Compaction.DEFAULT, List.of(), List.of());

  /** Copies the lists. */
  public CommitPolicy {
    gates = List.copyOf(gates);
    worthwhile = List.copyOf(worthwhile);
  }
}
