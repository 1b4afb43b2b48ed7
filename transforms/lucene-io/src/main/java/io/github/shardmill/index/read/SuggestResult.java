package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What may be meant. Immutable.
 *
 * @param exhaustive whether everything that begins like this was looked at; otherwise the
 *     suggestions are the best of what comes first in the alphabet
 * @param suggestions the best first
 */
@JsonPropertyOrder({"exhaustive", "suggestions"})
public record SuggestResult(boolean exhaustive, List<Suggestion> suggestions) {
  /** Copies the suggestions. */
  public SuggestResult {
    suggestions = List.copyOf(suggestions);
  }

  /**
   * A value or term that begins as asked.
   *
   * @param value as the documents have it
   * @param documents number of documents that have it, 1 or more
   */
  @JsonPropertyOrder({"value", "documents"})
  public record Suggestion(String value, long documents) {}
}
