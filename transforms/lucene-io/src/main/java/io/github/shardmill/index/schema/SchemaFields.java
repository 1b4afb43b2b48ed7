package io.github.shardmill.index.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KeywordField;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;

/** Makes Lucene's fields for the values of a schema. Stateless. */
public final class SchemaFields {
  /** Value of every field of the {@link #registration} document. */
  public static final String PLACEHOLDER = "-";

  private SchemaFields() {}

  /** Returns the field for a keyword or text value. */
  public static IndexableField of(FieldSpec field, String value) {
    return switch (field.kind()) {
      case KEYWORD ->
          field.docValues()
              ? new KeywordField(field.name(), value, Field.Store.YES)
              : new StringField(field.name(), value, Field.Store.YES);
      case TEXT -> new TextField(field.name(), value, Field.Store.YES);
      case LONG -> throw new IllegalArgumentException(field.name() + " is a number");
    };
  }

  /** Returns the field for a number. */
  public static IndexableField of(FieldSpec field, long value) {
    if (field.kind() != FieldKind.LONG) {
      throw new IllegalArgumentException(field.name() + " is not a number");
    }
    return new LongField(field.name(), value, Field.Store.YES);
  }

  /** Returns the completion of a value of a field that has completions. */
  public static IndexableField completion(FieldSpec field, String value) {
    return new StringField(field.completionField(), CompletionTerm.of(value), Field.Store.NO);
  }

  /**
   * Returns the digest field. Its value is asked for when Lucene reaches the field, after it has
   * analysed the fields in front of it, so that one analysis serves both index and digest.
   */
  public static IndexableField digest(Supplier<BytesRef> value) {
    return new LateBinaryField(value);
  }

  /**
   * Returns a document that has every field, in schema order. Indexed and deleted before anything
   * else, it gives every field the same number in every shard, without which Lucene cannot copy
   * stored text in bulk when it merges.
   */
  public static List<IndexableField> registration(IndexSchema schema) {
    List<IndexableField> fields = new ArrayList<>();
    for (FieldSpec field : schema.fields()) {
      fields.add(field.kind() == FieldKind.LONG ? of(field, 0) : of(field, PLACEHOLDER));
    }
    for (FieldSpec field : schema.fields()) {
      if (field.completions()) {
        fields.add(completion(field, PLACEHOLDER));
      }
    }
    fields.add(digest(() -> new BytesRef(PLACEHOLDER)));
    return fields;
  }

  private static final class LateBinaryField extends Field {
    private final Supplier<BytesRef> value;

    LateBinaryField(Supplier<BytesRef> value) {
      super(IndexSchema.DIGEST, BinaryDocValuesField.TYPE);
      this.value = value;
    }

    @Override
    public BytesRef binaryValue() {
      return value.get();
    }
  }
}
