package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.github.shardmill.index.LogicalDigest;
import java.util.List;

/**
 * What the documents of an index digest to. Immutable.
 *
 * @param digest sum of the recomputed digests of all live documents
 * @param documents number of live documents
 * @param compared how many of them carry a digest that the recomputed one was compared with
 * @param differing how many of these differ from it
 * @param examples ids of the first that differ, at most {@value #MAX_EXAMPLES}
 * @param deviations fields that are not as the schema says, one line each, sorted
 */
@JsonPropertyOrder({"digest", "documents", "compared", "differing", "examples", "deviations"})
public record RecomputedDigest(
    @JsonSerialize(using = ToStringSerializer.class) LogicalDigest digest,
    long documents,
    long compared,
    long differing,
    List<String> examples,
    List<String> deviations) {
  /** How many ids are given as examples. */
  public static final int MAX_EXAMPLES = 10;

  /** Copies the lists. */
  public RecomputedDigest {
    examples = List.copyOf(examples);
    deviations = List.copyOf(deviations);
  }
}
