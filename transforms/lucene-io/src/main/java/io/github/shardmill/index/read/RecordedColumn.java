package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;

/** The values of one field in one segment, document by document. Not thread-safe. */
final class RecordedColumn {
  private final String field;
  private final Values values;

  /** Reads the values of a document; each has a higher number than the one before. */
  @FunctionalInterface
  private interface Values {
    List<Object> read(int document) throws IOException;
  }

  private RecordedColumn(String field, Values values) {
    this.field = field;
    this.values = values;
  }

  /**
   * Opens a column.
   *
   * @param window number of documents whose values may be held at a time
   */
  static RecordedColumn of(LeafReader leaf, FieldSpec field, int window) throws IOException {
    return new RecordedColumn(field.name(), values(leaf, field, window));
  }

  /** Puts what a document has under the field's name; nothing if it has nothing. */
  void addTo(Map<String, Object> recorded, int document) throws IOException {
    List<Object> found = values.read(document);
    if (!found.isEmpty()) {
      recorded.put(field, found.size() == 1 ? found.get(0) : found);
    }
  }

  private static Values values(LeafReader leaf, FieldSpec field, int window) throws IOException {
    if (field.kind() == FieldKind.LONG) {
      return numbers(DocValues.getSortedNumeric(leaf, field.name()));
    }
    if (field.kind() == FieldKind.TEXT) {
      return stored(leaf.storedFields(), field.name());
    }
    return field.docValues()
        ? keywords(DocValues.getSortedSet(leaf, field.name()))
        : new UninvertedTerms(leaf, field.name(), window)::read;
  }

  private static Values numbers(SortedNumericDocValues values) {
    return document -> {
      List<Object> found = new ArrayList<>(1);
      if (values.advanceExact(document)) {
        for (int i = values.docValueCount(); i > 0; i--) {
          found.add(values.nextValue());
        }
      }
      return found;
    };
  }

  private static Values keywords(SortedSetDocValues values) {
    return document -> {
      List<Object> found = new ArrayList<>(1);
      if (values.advanceExact(document)) {
        for (int i = values.docValueCount(); i > 0; i--) {
          found.add(values.lookupOrd(values.nextOrd()).utf8ToString());
        }
      }
      return found;
    };
  }

  private static Values stored(StoredFields stored, String field) {
    return document -> {
      Object value = StoredDocument.read(stored, document, Set.of(field)).get(field);
      if (value instanceof List<?> several) {
        return several.stream().sorted().distinct().map(Object.class::cast).toList();
      }
      return value == null ? List.of() : List.of(value);
    };
  }
}
