package io.github.shardmill.index.read;

import java.util.List;

/**
 * What begins how, and how many suggestions are wanted. Immutable.
 *
 * @param kind what is suggested
 * @param fields where it is from: for values, a document that has a value in one field is not known
 *     by those of later fields; for terms, one field
 * @param prefix how it begins; empty for all
 * @param limit most suggestions returned, 1 to {@value #MAX_LIMIT}
 */
public record SuggestRequest(Kind kind, List<String> fields, String prefix, int limit) {
  /** Upper bound of {@link #limit}. */
  public static final int MAX_LIMIT = 10_000;

  private static final int DEFAULT_LIMIT = 10;

  /** What is suggested. */
  public enum Kind {
    /** Whole values of fields with completions; case, accents and white space do not count. */
    VALUES,
    /** Terms of a text field, as its analyser made them. */
    TERMS
  }

  /** Checks the bounds and copies the fields. */
  public SuggestRequest {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("limit is 1 to " + MAX_LIMIT + ", not " + limit);
    }
    fields = List.copyOf(fields);
    if (fields.isEmpty() || (kind == Kind.TERMS && fields.size() > 1)) {
      throw new IllegalArgumentException(kind + " of " + fields + " cannot be suggested");
    }
  }

  /** Returns a request for the 10 best values; the first field that a document has counts. */
  public static SuggestRequest values(String prefix, String... fields) {
    return new SuggestRequest(Kind.VALUES, List.of(fields), prefix, DEFAULT_LIMIT);
  }

  /** Returns a request for the 10 most frequent terms of a text field. */
  public static SuggestRequest terms(String prefix, String field) {
    return new SuggestRequest(Kind.TERMS, List.of(field), prefix, DEFAULT_LIMIT);
  }

  /** Returns this request with another limit. */
  public SuggestRequest withLimit(int newLimit) {
    return new SuggestRequest(kind, fields, prefix, newLimit);
  }
}
