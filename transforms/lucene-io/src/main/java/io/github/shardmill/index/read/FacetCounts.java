package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The counts of one facet. Immutable.
 *
 * @param name the name that the request gave it
 * @param documents number of matching documents that have a value at all
 * @param values number of distinct values that they have
 * @param top the most frequent values first; of equal counts, in the order of the values
 */
@JsonPropertyOrder({"name", "documents", "values", "top"})
public record FacetCounts(String name, long documents, long values, List<Count> top) {
  /** Copies the counts. */
  public FacetCounts {
    top = List.copyOf(top);
  }

  /**
   * How often there is a value.
   *
   * @param value the value, or the year
   * @param documents number of matching documents that have it, 1 or more
   */
  @JsonPropertyOrder({"value", "documents"})
  public record Count(String value, long documents) {}
}
