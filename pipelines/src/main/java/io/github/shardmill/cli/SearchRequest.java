package io.github.shardmill.cli;

import java.nio.file.Path;
import java.util.List;

/**
 * A search.
 *
 * @param index the index directory
 * @param query in Lucene's query parser syntax
 * @param limit the most hits to return, at least 1
 * @param fields stored fields to return, in this order; none leaves the choice to the search
 */
public record SearchRequest(Path index, String query, int limit, List<String> fields) {
  /** Copies the list. */
  public SearchRequest {
    fields = List.copyOf(fields);
  }
}
