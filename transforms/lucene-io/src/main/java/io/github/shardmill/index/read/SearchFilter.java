package io.github.shardmill.index.read;

import java.util.List;
import java.util.Set;

/** What a document has to be like, whatever the query says. Immutable. */
public sealed interface SearchFilter {
  /**
   * A keyword field has one of some values, exactly.
   *
   * @param values none: no document passes
   */
  record Values(String field, Set<String> values) implements SearchFilter {
    /** Copies the values. */
    public Values {
      values = Set.copyOf(values);
    }
  }

  /** A keyword field has a value that begins like this, exactly. */
  record Prefix(String field, String prefix) implements SearchFilter {}

  /**
   * A field has a value that is equal to this when case, accents and white space do not count; in
   * an index that has no completions of a keyword field, exactly.
   */
  record Folded(String field, String value) implements SearchFilter {}

  /**
   * A number field has a value of a range.
   *
   * @param first the lowest
   * @param last the highest
   */
  record Range(String field, long first, long last) implements SearchFilter {}

  /**
   * At least one of some filters lets the document pass.
   *
   * @param filters none: no document passes
   */
  record AnyOf(List<SearchFilter> filters) implements SearchFilter {
    /** Copies the filters. */
    public AnyOf {
      filters = List.copyOf(filters);
    }
  }
}
