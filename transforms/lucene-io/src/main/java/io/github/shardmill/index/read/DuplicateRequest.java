package io.github.shardmill.index.read;

import java.util.OptionalInt;

/**
 * What makes documents duplicates of each other, and which groups of them are asked for. Immutable.
 *
 * @param field a keyword field: documents with the same value are one group
 * @param sizeField the number field with the bytes of a document; those without have 0
 * @param rootsOnly whether only roots of families count, and nothing that is inside them
 * @param limit the most groups, those first of which most bytes could be saved; empty for all
 *     groups, in the order of their values
 */
public record DuplicateRequest(
    String field, String sizeField, boolean rootsOnly, OptionalInt limit) {
  /** Upper bound of {@link #limit}. */
  public static final int MAX_LIMIT = 100_000;

  /** Checks the bounds. */
  public DuplicateRequest {
    if (limit.isPresent() && (limit.getAsInt() < 0 || limit.getAsInt() > MAX_LIMIT)) {
      throw new IllegalArgumentException(
          "limit is 0 to " + MAX_LIMIT + ", not " + limit.getAsInt());
    }
  }
}
