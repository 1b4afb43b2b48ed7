package io.github.shardmill.index.read;

import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Feeds the doc values of one document after the other to a digester, whatever their type. Not
 * thread-safe.
 */
final class DocValueColumns {
  private final List<Column> columns = new ArrayList<>();

  DocValueColumns(LeafReader leaf, IndexSchema schema, DocumentDigester digester)
      throws IOException {
    for (FieldSpec field : schema.fields()) {
      FieldInfo info = leaf.getFieldInfos().fieldInfo(field.name());
      if (info != null) {
        add(leaf, info, schema.ordinal(field.name()), digester);
      }
    }
  }

  /** Feeds one document; the next has a higher number. */
  void feed(int document) throws IOException {
    for (Column column : columns) {
      column.feed(document);
    }
  }

  private void add(LeafReader leaf, FieldInfo info, int ordinal, DocumentDigester digester)
      throws IOException {
    switch (info.getDocValuesType()) {
      case SORTED, SORTED_SET -> {
        SortedSetDocValues values = DocValues.getSortedSet(leaf, info.name);
        columns.add(document -> feed(values, document, ordinal, digester));
      }
      case NUMERIC, SORTED_NUMERIC -> {
        SortedNumericDocValues values = DocValues.getSortedNumeric(leaf, info.name);
        columns.add(document -> feed(values, document, ordinal, digester));
      }
      case NONE, BINARY -> {
        // Of no schema; a binary value is a deviation that FieldShape tells.
      }
    }
  }

  private static void feed(
      SortedSetDocValues values, int document, int ordinal, DocumentDigester digester)
      throws IOException {
    if (values.advanceExact(document)) {
      for (int i = values.docValueCount(); i > 0; i--) {
        BytesRef value = values.lookupOrd(values.nextOrd());
        digester.docValue(ordinal, BytesRef.deepCopyOf(value).bytes);
      }
    }
  }

  private static void feed(
      SortedNumericDocValues values, int document, int ordinal, DocumentDigester digester)
      throws IOException {
    if (values.advanceExact(document)) {
      for (int i = values.docValueCount(); i > 0; i--) {
        digester.docValue(ordinal, values.nextValue());
      }
    }
  }

  @FunctionalInterface
  private interface Column {
    void feed(int document) throws IOException;
  }
}
