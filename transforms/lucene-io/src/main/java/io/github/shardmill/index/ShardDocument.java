package io.github.shardmill.index;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.SchemaFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/**
 * Turns the values of one spooled document after the other into Lucene's fields and feeds the
 * digester with the same values. Not thread-safe.
 */
final class ShardDocument {
  private final IndexSchema schema;
  private final DocumentDigester digester;
  private final List<List<Object>> values = new ArrayList<>();
  private final List<IndexableField> fields = new ArrayList<>();
  private byte[] digest;

  ShardDocument(IndexSchema schema, DocumentDigester digester) {
    this.schema = schema;
    this.digester = digester;
    schema.fields().forEach(field -> values.add(new ArrayList<>(1)));
  }

  void start(byte[] rootId, byte[] id) {
    fields.clear();
    values.forEach(List::clear);
    digester.start();
    add(schema.ordinal(IndexSchema.ID), id);
    add(schema.ordinal(IndexSchema.ROOT), rootId);
  }

  void add(int ordinal, byte[] utf8) {
    FieldSpec field = schema.fields().get(ordinal);
    String value = new String(utf8, StandardCharsets.UTF_8);
    values.get(ordinal).add(utf8);
    fields.add(SchemaFields.of(field, value));
    if (field.completions()) {
      fields.add(SchemaFields.completion(field, value));
    }
    digester.stored(ordinal, utf8);
    if (field.kind() == FieldKind.KEYWORD) {
      digester.terms(ordinal).add(new BytesRef(utf8), 0);
      if (field.docValues()) {
        digester.docValue(ordinal, utf8);
      }
    }
  }

  void add(int ordinal, long number) {
    values.get(ordinal).add(number);
    fields.add(SchemaFields.of(schema.fields().get(ordinal), number));
    digester.stored(ordinal, number);
    digester.docValue(ordinal, number);
  }

  /** Returns the fields for Lucene, the digest last. */
  List<IndexableField> fields() {
    fields.add(SchemaFields.digest(this::computeDigest));
    return fields;
  }

  /** Returns the values by ordinal: byte arrays of UTF-8, or numbers. */
  List<List<Object>> values() {
    return values;
  }

  /** Returns the digest that Lucene asked for while it indexed the document. */
  LogicalDigest digest() {
    return LogicalDigest.ofDocument(digest);
  }

  private BytesRef computeDigest() {
    digest = digester.finish();
    return new BytesRef(digest);
  }
}
