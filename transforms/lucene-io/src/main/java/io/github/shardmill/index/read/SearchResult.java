package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The best hits of a search. Immutable.
 *
 * @param total number of documents that match
 * @param totalIsExact whether {@code total} is exact; otherwise at least so many match
 * @param hits the best first; of equal score, the lower id first
 * @param facets what was counted, in the order of the request; left out of JSON where nothing was
 */
@JsonPropertyOrder({"total", "totalIsExact", "hits", "facets"})
public record SearchResult(
    long total,
    boolean totalIsExact,
    List<Hit> hits,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FacetCounts> facets) {
  /** Copies the hits and facets. */
  public SearchResult {
    hits = List.copyOf(hits);
    facets = List.copyOf(facets);
  }

  /** Makes a result without facets. */
  public SearchResult(long total, boolean totalIsExact, List<Hit> hits) {
    this(total, totalIsExact, hits, List.of());
  }

  /**
   * One document that matches.
   *
   * @param id the document's id; for an index without ids, {@code #} and Lucene's number of it
   * @param score how well it matches, comparable within one search only
   * @param fields stored fields in schema order: each a string, a number, or a list of them
   * @param passages where the searched words are
   * @param others how many more documents match that have the same value, where the request is for
   *     unique ones; left out of JSON where there is none
   */
  @JsonPropertyOrder({"id", "score", "fields", "passages", "others"})
  public record Hit(
      String id,
      float score,
      Map<String, Object> fields,
      List<Passage> passages,
      @JsonInclude(JsonInclude.Include.NON_DEFAULT) long others) {
    /** Makes a hit that stands for itself alone. */
    public Hit(String id, float score, Map<String, Object> fields, List<Passage> passages) {
      this(id, score, fields, passages, 0);
    }

    /** Returns this hit as the best of several. */
    Hit withOthers(long number) {
      return new Hit(id, score, fields, passages, number);
    }

    /** Copies the collections. */
    public Hit {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
      passages = List.copyOf(passages);
    }
  }

  /**
   * A piece of a text field around searched words, its white space collapsed to single spaces.
   *
   * @param field the text field
   * @param text the piece
   * @param marks the searched words in it, in order, apart from each other
   */
  @JsonPropertyOrder({"field", "text", "marks"})
  public record Passage(String field, String text, List<Mark> marks) {
    /** Copies the marks. */
    public Passage {
      marks = List.copyOf(marks);
    }
  }

  /**
   * A searched word in a passage.
   *
   * @param start index in the passage's text of the first character
   * @param end index behind the last character
   */
  @JsonPropertyOrder({"start", "end"})
  public record Mark(int start, int end) {}
}
