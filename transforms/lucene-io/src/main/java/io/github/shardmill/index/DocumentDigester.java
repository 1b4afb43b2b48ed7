package io.github.shardmill.index;

import io.github.shardmill.index.hash.Sha256;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;

/**
 * Digests one document after the other; the same bytes come out whether the parts are taken while a
 * document is indexed or read back from the index. Not thread-safe.
 *
 * <p>The digest of a document is SHA-256 over, for every field of the schema that the document has
 * a value of, in schema order: the name; the stored values in their order; the doc values in their
 * order; and the sum and number of the field's {@link TermOccurrences}. Left out are the digest
 * itself and all that depends on the run, such as segment and field numbers. Where the schema's
 * status rule calls the document unstable, the fields other than the ids, the status and the
 * identity fields are left out as well.
 */
public final class DocumentDigester {
  /** Length of a digest. */
  public static final int DIGEST_BYTES = 32;

  private static final byte STORED = 'S';
  private static final byte DOC_VALUES = 'D';
  private static final byte TERMS = 'T';

  private final IndexSchema schema;
  private final int statusOrdinal;
  private final Set<Integer> identity = new TreeSet<>();
  private final FieldParts[] parts;
  private final MessageDigest sha256 = Sha256.begin();
  private final ByteBuffer numbers = ByteBuffer.allocate(32);

  /** Digests documents of this schema. */
  public DocumentDigester(IndexSchema schema) {
    this.schema = schema;
    this.parts = new FieldParts[schema.fields().size()];
    Arrays.setAll(parts, i -> new FieldParts());
    this.statusOrdinal = schema.status().isPresent() ? schema.ordinal(schema.status().field()) : -1;
    identity.add(schema.ordinal(IndexSchema.ID));
    identity.add(schema.ordinal(IndexSchema.ROOT));
    schema.status().identity().forEach(name -> identity.add(schema.ordinal(name)));
    if (statusOrdinal >= 0) {
      identity.add(statusOrdinal);
    }
  }

  /** Forgets the document before. */
  public void start() {
    for (FieldParts part : parts) {
      part.clear();
    }
  }

  /** Takes the next stored value of a keyword or text field, as UTF-8. Keeps the array. */
  public void stored(int ordinal, byte[] utf8) {
    parts[ordinal].stored.add(utf8);
  }

  /** Takes the next stored value of a number field. */
  public void stored(int ordinal, long value) {
    parts[ordinal].stored.add(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  /** Takes a doc value of a keyword field, in any order. Keeps the array. */
  public void docValue(int ordinal, byte[] utf8) {
    parts[ordinal].docValues.add(new BytesRef(utf8));
  }

  /** Takes a doc value of a number field, in any order. */
  public void docValue(int ordinal, long value) {
    byte[] sortable = ByteBuffer.allocate(Long.BYTES).putLong(value ^ Long.MIN_VALUE).array();
    parts[ordinal].docValues.add(new BytesRef(sortable));
  }

  /** Returns what collects the terms of a field of the current document. */
  public TermOccurrences terms(int ordinal) {
    return parts[ordinal].terms;
  }

  /** Returns the digest of the current document. */
  public byte[] finish() {
    boolean unstable = isUnstable();
    for (int ordinal = 0; ordinal < parts.length; ordinal++) {
      FieldParts part = parts[ordinal];
      if (!part.isEmpty() && (!unstable || identity.contains(ordinal))) {
        update(schema.fields().get(ordinal), part);
      }
    }
    return sha256.digest();
  }

  private boolean isUnstable() {
    if (statusOrdinal < 0 || parts[statusOrdinal].stored.isEmpty()) {
      return false;
    }
    String status = new String(parts[statusOrdinal].stored.get(0), StandardCharsets.UTF_8);
    return schema.status().unstable().contains(status);
  }

  private void update(FieldSpec field, FieldParts part) {
    update(field.name().getBytes(StandardCharsets.UTF_8));
    sha256.update(STORED);
    updateNumber(part.stored.size());
    part.stored.forEach(this::update);
    sha256.update(DOC_VALUES);
    Collections.sort(part.docValues);
    updateNumber(part.docValues.size());
    for (BytesRef value : part.docValues) {
      updateNumber(value.length);
      sha256.update(value.bytes, value.offset, value.length);
    }
    sha256.update(TERMS);
    updateNumber(part.terms.count());
    updateNumber(part.terms.sumLow());
    updateNumber(part.terms.sumHigh());
  }

  private void update(byte[] bytes) {
    updateNumber(bytes.length);
    sha256.update(bytes);
  }

  private void updateNumber(long number) {
    numbers.clear();
    numbers.putLong(number);
    sha256.update(numbers.array(), 0, Long.BYTES);
  }

  private static final class FieldParts {
    final List<byte[]> stored = new ArrayList<>(1);
    final List<BytesRef> docValues = new ArrayList<>(1);
    final TermOccurrences terms = new TermOccurrences();

    boolean isEmpty() {
      return stored.isEmpty() && docValues.isEmpty() && terms.count() == 0;
    }

    void clear() {
      stored.clear();
      docValues.clear();
      terms.clear();
    }
  }
}
