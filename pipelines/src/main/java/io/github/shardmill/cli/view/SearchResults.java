package io.github.shardmill.cli.view;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param query the query as given
 * @param totalHits how many documents match
 * @param totalIsExact whether {@code totalHits} was counted to the end; otherwise there are more
 * @param millis time taken by the search, without opening the index
 * @param hits best first
 */
public record SearchResults(
    String query, long totalHits, boolean totalIsExact, long millis, List<SearchHit> hits) {
  /** Copies the list. */
  public SearchResults {
    hits = List.copyOf(hits);
  }

  /**
   * One document.
   *
   * @param id document id
   * @param score higher is better
   * @param fields stored values by field, in the order to show them
   * @param snippets passages that match, best first
   */
  public record SearchHit(
      String id, double score, Map<String, List<String>> fields, List<Snippet> snippets) {
    /** Copies the collections and keeps the order. */
    public SearchHit {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      snippets = List.copyOf(snippets);
    }

    /** Returns the first value of a field, or the empty string. */
    public String first(String field) {
      List<String> values = fields.getOrDefault(field, List.of());
      return values.isEmpty() ? "" : values.get(0);
    }
  }

  /**
   * A passage of a field with what matched in it.
   *
   * @param field name of the field
   * @param text the passage
   * @param matches in order, not overlapping
   */
  public record Snippet(String field, String text, List<Span> matches) {
    /** Copies the list. */
    public Snippet {
      matches = List.copyOf(new ArrayList<>(matches));
    }
  }

  /**
   * A part of a passage.
   *
   * @param start first UTF-16 unit
   * @param end behind the last one
   */
  public record Span(int start, int end) {}
}
