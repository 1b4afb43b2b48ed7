package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.StoredFields;

/** Reads stored fields as values. Stateless. */
final class StoredDocument {
  private StoredDocument() {}

  /**
   * Returns the fields of a document that it has, in the order of {@code names}: each a string, a
   * number, or a list of them.
   */
  static Map<String, Object> read(StoredFields stored, int document, Set<String> names)
      throws IOException {
    Map<String, List<Object>> values = new LinkedHashMap<>();
    for (IndexableField field : stored.document(document, names)) {
      Object value = field.numericValue() == null ? field.stringValue() : field.numericValue();
      if (value != null) {
        values.computeIfAbsent(field.name(), name -> new ArrayList<>(1)).add(value);
      }
    }
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (String name : names) {
      List<Object> found = values.get(name);
      if (found != null) {
        ordered.put(name, found.size() == 1 ? found.get(0) : List.copyOf(found));
      }
    }
    return ordered;
  }
}
