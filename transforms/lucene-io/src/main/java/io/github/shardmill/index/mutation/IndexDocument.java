package io.github.shardmill.index.mutation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One document to be indexed: its id and the values of its fields, by name. Immutable.
 *
 * <p>The values of a field keep the order in which they were added; a value that a field already
 * has is not added twice, since neither terms nor doc values could tell.
 */
public final class IndexDocument {
  private final String id;
  private final Map<String, List<Object>> values;

  private IndexDocument(String id, Map<String, List<Object>> values) {
    this.id = id;
    this.values = Collections.unmodifiableMap(values);
  }

  /** Starts a document. */
  public static Builder withId(String id) {
    return new Builder(Objects.requireNonNull(id, "id"));
  }

  /** Returns the id. */
  public String id() {
    return id;
  }

  /** Returns the values by field: each a {@link String} or a {@link Long}. */
  public Map<String, List<Object>> values() {
    return values;
  }

  /** Collects the values of one document. Not thread-safe. */
  public static final class Builder {
    private final String id;
    private final Map<String, Set<Object>> values = new LinkedHashMap<>();

    private Builder(String id) {
      this.id = id;
    }

    /** Adds a value to a keyword or text field. An empty value is no value. */
    public Builder add(String field, String value) {
      if (!value.isEmpty()) {
        values.computeIfAbsent(field, f -> new LinkedHashSet<>()).add(value);
      }
      return this;
    }

    /** Adds values to a keyword field. */
    public Builder addAll(String field, Iterable<String> all) {
      all.forEach(value -> add(field, value));
      return this;
    }

    /** Adds a value to a number field. */
    public Builder add(String field, long value) {
      values.computeIfAbsent(field, f -> new LinkedHashSet<>()).add(value);
      return this;
    }

    /** Returns the document. */
    public IndexDocument build() {
      Map<String, List<Object>> copy = new LinkedHashMap<>();
      values.forEach((field, set) -> copy.put(field, List.copyOf(set)));
      return new IndexDocument(id, copy);
    }
  }
}
