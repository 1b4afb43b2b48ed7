package io.github.shardmill.index.read;

import java.util.List;
import java.util.Set;

/**
 * Which exceptions are asked for, and what of them. Immutable.
 *
 * @param statuses only these; empty for all that are not good
 * @param valueField a keyword field; without meaning where {@code values} is empty
 * @param values only documents that hold one of these in that field; empty for all documents
 * @param fields stored fields that an entry repeats besides those that the schema's status rule
 *     notes
 */
public record ExceptionRequest(
    Set<String> statuses, String valueField, Set<String> values, List<String> fields) {
  /** All exceptions, with what the schema notes of them. */
  public static final ExceptionRequest ALL =
      new ExceptionRequest(Set.of(), "", Set.of(), List.of());

  /** Copies everything. */
  public ExceptionRequest {
    statuses = Set.copyOf(statuses);
    values = Set.copyOf(values);
    fields = List.copyOf(fields);
  }

  /** Returns whether a status is asked for. */
  boolean takes(String status) {
    return statuses.isEmpty() || statuses.contains(status);
  }
}
