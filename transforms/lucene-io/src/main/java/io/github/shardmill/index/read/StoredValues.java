package io.github.shardmill.index.read;

import io.github.shardmill.index.DocumentDigester;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.StoredFieldVisitor;
import org.apache.lucene.index.StoredFields;

/**
 * Feeds the stored fields of one document after the other to a digester. A value of another type
 * than the schema's is no value, and noted. Not thread-safe.
 */
final class StoredValues extends StoredFieldVisitor {
  private final IndexSchema schema;
  private final DocumentDigester digester;
  private final Set<String> deviations;
  private final StoredFields stored;

  StoredValues(
      LeafReader leaf, IndexSchema schema, DocumentDigester digester, Set<String> deviations)
      throws IOException {
    this.schema = schema;
    this.digester = digester;
    this.deviations = deviations;
    // The instance for merging decompresses each block once when documents are read in order.
    this.stored =
        leaf instanceof CodecReader codec && codec.getFieldsReader() != null
            ? codec.getFieldsReader().getMergeInstance()
            : leaf.storedFields();
  }

  /** Feeds one document; the next has a higher number. */
  void feed(int document) throws IOException {
    stored.document(document, this);
  }

  @Override
  public Status needsField(FieldInfo field) {
    return schema.has(field.name) ? Status.YES : Status.NO;
  }

  @Override
  public void stringField(FieldInfo field, String value) {
    if (schema.field(field.name).kind() == FieldKind.LONG) {
      deviate(field, "a string");
    } else {
      digester.stored(schema.ordinal(field.name), value.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Override
  public void longField(FieldInfo field, long value) {
    if (schema.field(field.name).kind() == FieldKind.LONG) {
      digester.stored(schema.ordinal(field.name), value);
    } else {
      deviate(field, "a number");
    }
  }

  @Override
  public void binaryField(FieldInfo field, byte[] value) {
    deviate(field, "bytes");
  }

  @Override
  public void intField(FieldInfo field, int value) {
    deviate(field, "an int");
  }

  @Override
  public void floatField(FieldInfo field, float value) {
    deviate(field, "a float");
  }

  @Override
  public void doubleField(FieldInfo field, double value) {
    deviate(field, "a double");
  }

  private void deviate(FieldInfo field, String type) {
    deviations.add(field.name + ": stored as " + type);
  }
}
