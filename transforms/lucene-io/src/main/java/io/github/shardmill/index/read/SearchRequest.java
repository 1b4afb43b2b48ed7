package io.github.shardmill.index.read;

import java.util.List;
import java.util.Set;

/**
 * What to search for and what to return of each hit. Immutable.
 *
 * @param query a query in the syntax of Lucene's classic query parser
 * @param limit most hits returned, 0 to {@value #MAX_LIMIT}; 0 only counts
 * @param fields stored fields to return; empty means all but long text
 * @param dateFields number fields that hold milliseconds since 1970 and accept dates in a query
 * @param passages most passages per hit and field in which the found words are marked; 0 for none
 * @param filters what documents have to pass, all of them; no part of the score
 * @param facets what to count over all documents that match
 * @param unique a keyword field: of hits with the same value only the best is returned; empty for
 *     all hits
 */
public record SearchRequest(
    String query,
    int limit,
    List<String> fields,
    Set<String> dateFields,
    int passages,
    List<SearchFilter> filters,
    List<Facet> facets,
    String unique) {
  /** Upper bound of {@link #limit}. */
  public static final int MAX_LIMIT = 100_000;

  /** Upper bound of {@link #limit} where hits are unique. */
  public static final int MAX_UNIQUE = 1_000;

  private static final int DEFAULT_LIMIT = 10;
  private static final int DEFAULT_PASSAGES = 2;

  /** Checks the bounds and copies the collections. */
  public SearchRequest {
    if (limit < 0 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 0 to " + MAX_LIMIT + ", not " + limit);
    }
    if (!unique.isEmpty() && limit > MAX_UNIQUE) {
      throw new IllegalArgumentException(
          "limit is 0 to " + MAX_UNIQUE + " where each is shown once, not " + limit);
    }
    if (passages < 0) {
      throw new IllegalArgumentException("passages is 0 or more, not " + passages);
    }
    fields = List.copyOf(fields);
    dateFields = Set.copyOf(dateFields);
    filters = List.copyOf(filters);
    facets = List.copyOf(facets);
  }

  /** Returns a request for the 10 best hits with their short fields and two passages each. */
  public static SearchRequest of(String query) {
    return new SearchRequest(
        query, DEFAULT_LIMIT, List.of(), Set.of(), DEFAULT_PASSAGES, List.of(), List.of(), "");
  }

  /** Returns this request with another limit. */
  public SearchRequest withLimit(int newLimit) {
    return new SearchRequest(
        query, newLimit, fields, dateFields, passages, filters, facets, unique);
  }

  /** Returns this request for these stored fields. */
  public SearchRequest withFields(List<String> newFields) {
    return new SearchRequest(
        query, limit, newFields, dateFields, passages, filters, facets, unique);
  }

  /** Returns this request with number fields that accept dates. */
  public SearchRequest withDateFields(Set<String> newDateFields) {
    return new SearchRequest(
        query, limit, fields, newDateFields, passages, filters, facets, unique);
  }

  /** Returns this request with another number of passages. */
  public SearchRequest withPassages(int newPassages) {
    return new SearchRequest(
        query, limit, fields, dateFields, newPassages, filters, facets, unique);
  }

  /** Returns this request for documents that pass these filters only. */
  public SearchRequest withFilters(List<SearchFilter> newFilters) {
    return new SearchRequest(
        query, limit, fields, dateFields, passages, newFilters, facets, unique);
  }

  /** Returns this request with facets to count. */
  public SearchRequest withFacets(List<Facet> newFacets) {
    return new SearchRequest(
        query, limit, fields, dateFields, passages, filters, newFacets, unique);
  }

  /** Returns this request for the best of the hits only that have the same value of a field. */
  public SearchRequest withUnique(String field) {
    return new SearchRequest(query, limit, fields, dateFields, passages, filters, facets, field);
  }
}
