package io.github.shardmill.index.read;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A document that needs attention.
 *
 * @param id the document's id
 * @param root id of the root of its family
 * @param status its status
 * @param noted the fields that the schema's status rule notes, those that the document has: each a
 *     string, a number, or a list of them
 */
@JsonPropertyOrder({"id", "root", "status", "noted"})
public record ExceptionEntry(String id, String root, String status, Map<String, Object> noted) {
  /** Copies the map. */
  public ExceptionEntry {
    noted = Collections.unmodifiableMap(new LinkedHashMap<>(noted));
  }
}
