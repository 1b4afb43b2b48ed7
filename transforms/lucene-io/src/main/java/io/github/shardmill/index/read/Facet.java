package io.github.shardmill.index.read;

import java.util.List;

/**
 * What to count over the documents that match. Immutable.
 *
 * @param name what the counts are called
 * @param kind what is counted
 * @param fields where from; a document without a value in one field counts by the next
 * @param limit most values returned, 1 to {@value #MAX_LIMIT}
 */
public record Facet(String name, Kind kind, List<String> fields, int limit) {
  /** Upper bound of {@link #limit}. */
  public static final int MAX_LIMIT = 10_000;

  /** What is counted. */
  public enum Kind {
    /** Documents by each value of one keyword field with doc values. */
    VALUE,
    /** Documents by the year, in UTC, of number fields that hold milliseconds since 1970. */
    YEAR
  }

  /** Checks the bounds and copies the fields. */
  public Facet {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a facet has 1 to " + MAX_LIMIT + " values, not " + limit);
    }
    fields = List.copyOf(fields);
    if (fields.isEmpty() || (kind == Kind.VALUE && fields.size() > 1)) {
      throw new IllegalArgumentException(kind + " of " + fields + " cannot be counted");
    }
  }

  /** Returns a facet of the values of a keyword field with doc values. */
  public static Facet values(String name, String field, int limit) {
    return new Facet(name, Kind.VALUE, List.of(field), limit);
  }

  /** Returns a facet of years; of each document the first field that it has counts. */
  public static Facet years(String name, List<String> fields, int limit) {
    return new Facet(name, Kind.YEAR, fields, limit);
  }
}
