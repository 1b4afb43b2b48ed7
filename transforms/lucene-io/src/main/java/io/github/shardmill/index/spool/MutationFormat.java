package io.github.shardmill.index.spool;

import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.lucene.util.BytesRef;

/**
 * Writes the body of a record of a region: version; number of parts of the family that are records
 * of their own, and where there are any, the number of their documents and the 16 bytes of the
 * family; number of documents; for each document its id, number of fields, and for each field in
 * schema order its ordinal, the number of values and the values (texts as UTF-8 with their length,
 * numbers as eight bytes). In front of the body stand the key and the body's length. The key is the
 * root id; that of a part goes on with a zero, which no id holds, the family and the part's number,
 * so that parts follow their root. {@link SpooledMutation} reads it back.
 */
final class MutationFormat {
  /** What tells one attempt at a family from another one takes so many bytes. */
  static final int FAMILY_BYTES = 2 * Long.BYTES;

  /** What the key of a part has behind the root id. */
  static final int PART_BYTES = 1 + FAMILY_BYTES + Integer.BYTES;

  private final IndexSchema schema;

  MutationFormat(IndexSchema schema) {
    this.schema = schema;
  }

  void write(Mutation mutation, GrowingOutput out) throws IOException {
    out.writeVLong(mutation.version());
    FamilyParts parts = mutation.parts();
    out.writeVInt(parts.count());
    if (parts.count() > 0) {
      out.writeVLong(parts.documents());
      byte[] family = bytes(parts.family());
      out.writeBytes(family, 0, family.length);
    }
    write(mutation.documents(), out);
  }

  void write(FamilyPart part, GrowingOutput out) throws IOException {
    out.writeVLong(0);
    out.writeVInt(0);
    write(part.documents(), out);
  }

  private void write(List<IndexDocument> documents, GrowingOutput out) throws IOException {
    out.writeVInt(documents.size());
    for (IndexDocument document : documents) {
      write(document, out);
    }
  }

  /** Returns the key of a part, whose root id has these bytes. */
  static byte[] key(byte[] rootId, FamilyPart part) {
    return ByteBuffer.allocate(rootId.length + PART_BYTES)
        .put(rootId)
        .put((byte) 0)
        .put(bytes(part.family()))
        .putInt(part.number())
        .array();
  }

  private static byte[] bytes(UUID family) {
    return ByteBuffer.allocate(FAMILY_BYTES)
        .putLong(family.getMostSignificantBits())
        .putLong(family.getLeastSignificantBits())
        .array();
  }

  private void write(IndexDocument document, GrowingOutput out) throws IOException {
    writeBytes(id(document.id()), out);
    Map<Integer, List<Object>> byOrdinal = new TreeMap<>();
    document.values().forEach((name, values) -> byOrdinal.put(schema.ordinal(name), values));
    out.writeVInt(byOrdinal.size());
    for (Map.Entry<Integer, List<Object>> entry : byOrdinal.entrySet()) {
      FieldSpec field = schema.fields().get(entry.getKey());
      checkValues(document, field, entry.getValue());
      out.writeVInt(entry.getKey());
      if (field.kind() == FieldKind.LONG) {
        writeNumbers(document, field, entry.getValue(), out);
      } else {
        writeTexts(document, field, entry.getValue(), out);
      }
    }
  }

  private static void checkValues(IndexDocument document, FieldSpec field, List<Object> values) {
    if (field.name().equals(IndexSchema.ID) || field.name().equals(IndexSchema.ROOT)) {
      throw invalid(document, field, "is the engine's own field");
    }
    if (values.size() > 1 && field.kind() != FieldKind.KEYWORD) {
      throw invalid(document, field, "takes one value, not " + values.size());
    }
  }

  private static void writeNumbers(
      IndexDocument document, FieldSpec field, List<Object> values, GrowingOutput out)
      throws IOException {
    out.writeVInt(values.size());
    for (Object value : values) {
      if (!(value instanceof Long number)) {
        throw invalid(document, field, "takes a number");
      }
      out.writeLong(number);
    }
  }

  /** Distinct texts may have the same bytes, since UTF-8 has none for half a surrogate pair. */
  private static void writeTexts(
      IndexDocument document, FieldSpec field, List<Object> values, GrowingOutput out)
      throws IOException {
    Collection<BytesRef> distinct = values.size() == 1 ? new ArrayList<>(1) : new LinkedHashSet<>();
    for (Object value : values) {
      if (!(value instanceof String text)) {
        throw invalid(document, field, "takes a text");
      }
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      if (field.kind() == FieldKind.KEYWORD && utf8.length > FieldSpec.MAX_KEYWORD_BYTES) {
        throw invalid(
            document, field, "takes keywords of at most " + FieldSpec.MAX_KEYWORD_BYTES + " bytes");
      }
      distinct.add(new BytesRef(utf8));
    }
    out.writeVInt(distinct.size());
    for (BytesRef utf8 : distinct) {
      writeBytes(utf8.bytes, out);
    }
  }

  /**
   * Returns the bytes of the id of a root.
   *
   * @throws IllegalArgumentException if they are too many for a term, or not those of this id
   *     alone, or one of them is zero, which is what keys of parts are known by
   */
  static byte[] rootId(String id) {
    if (id.indexOf(0) >= 0) {
      throw new IllegalArgumentException(
          "the id of a root has no character of code 0: '" + id.replace('\0', '?') + "'");
    }
    return id(id);
  }

  /**
   * Returns the bytes of an id.
   *
   * @throws IllegalArgumentException if they are too many for a term, or not those of this id alone
   */
  static byte[] id(String id) {
    byte[] utf8 = id.getBytes(StandardCharsets.UTF_8);
    if (utf8.length > FieldSpec.MAX_KEYWORD_BYTES) {
      throw new IllegalArgumentException(
          "an id has at most "
              + FieldSpec.MAX_KEYWORD_BYTES
              + " bytes, not "
              + utf8.length
              + ": "
              + id.substring(0, 100)
              + "...");
    }
    if (!new String(utf8, StandardCharsets.UTF_8).equals(id)) {
      throw new IllegalArgumentException("the id '" + id + "' has half a surrogate pair");
    }
    return utf8;
  }

  private static void writeBytes(byte[] bytes, GrowingOutput out) throws IOException {
    out.writeVInt(bytes.length);
    out.writeBytes(bytes, 0, bytes.length);
  }

  private static IllegalArgumentException invalid(
      IndexDocument document, FieldSpec field, String why) {
    return new IllegalArgumentException(
        "document " + document.id() + ", field " + field.name() + ": " + why);
  }
}
