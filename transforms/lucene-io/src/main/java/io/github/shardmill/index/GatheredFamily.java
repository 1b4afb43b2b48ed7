package io.github.shardmill.index;

import io.github.shardmill.index.mutation.FamilyParts;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.SchemaFields;
import io.github.shardmill.index.spool.RegionMerge;
import io.github.shardmill.index.spool.SpooledMutation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The documents of one family of a merge, as they come: the root first, then those of its parts,
 * few of them in memory. Can be gone through once, and leaves the merge behind the family. Not
 * thread-safe.
 */
final class GatheredFamily implements Iterator<Iterable<IndexableField>> {
  /**
   * A larger family is not gathered: Lucene keeps what it indexes of it in memory until its end.
   */
  static final int MAX_DOCUMENTS = 100_000;

  private final FinishedDocuments.Config config;
  private final RegionMerge merge;
  private final byte[] rootId;
  private final FamilyParts parts;
  private final ArrayDeque<List<IndexableField>> ready = new ArrayDeque<>();
  private int partsFound;
  private long documentsLeft;
  private long given;
  private boolean isRead;
  private @Nullable SpooledMutation following;

  /** Says that a family has not all of its documents. */
  static final class IncompleteException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Begins with the mutation of its root.
   *
   * @param merge has just returned the mutation
   */
  GatheredFamily(FinishedDocuments.Config config, SpooledMutation root, RegionMerge merge)
      throws IOException {
    this.config = config;
    this.merge = merge;
    this.rootId = root.rootId();
    this.parts = root.parts();
    this.documentsLeft = parts.documents();
    root.accept(config.schema(), new Visitor());
  }

  /** Returns whether there is anything to gather, and no more than there may be. */
  boolean isGathered() {
    return !ready.isEmpty() && ready.size() + parts.documents() <= MAX_DOCUMENTS;
  }

  /**
   * Returns whether there are more documents.
   *
   * @throws IncompleteException if the family ends before all of its documents came
   * @throws UncheckedIOException if the merge cannot be read
   */
  @Override
  public boolean hasNext() {
    if (ready.isEmpty() && partsFound < parts.count()) {
      readPart();
    }
    if (ready.isEmpty() && (partsFound != parts.count() || documentsLeft != 0)) {
      throw new IncompleteException();
    }
    return !ready.isEmpty();
  }

  private void readPart() {
    SpooledMutation part = peek();
    while (part != null && part.isPart() && !part.isPartOf(rootId, parts)) {
      part = advance(); // what an earlier attempt left
    }
    if (part != null && part.isPartOf(rootId, parts)) {
      try {
        part.accept(config.schema(), new Visitor());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      documentsLeft -= ready.size();
      partsFound++;
      advance();
    }
  }

  @Override
  public Iterable<IndexableField> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    given++;
    return ready.remove();
  }

  /** Returns how many documents were given. */
  long given() {
    return given;
  }

  /**
   * Returns the mutation of the next root, having passed over what is left of this family and what
   * earlier attempts at it left; null at the end.
   *
   * @throws UncheckedIOException if the merge cannot be read
   */
  @Nullable SpooledMutation following() {
    SpooledMutation next = peek();
    while (next != null && next.isPart()) {
      next = advance();
    }
    return next;
  }

  private @Nullable SpooledMutation peek() {
    return isRead ? following : advance();
  }

  private @Nullable SpooledMutation advance() {
    isRead = true;
    following = next(merge);
    return following;
  }

  /**
   * Returns what is next in a merge; null at the end.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  static @Nullable SpooledMutation next(RegionMerge merge) {
    try {
      return merge.next();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes the fields of one document after the other. */
  private final class Visitor implements SpooledMutation.Visitor {
    private List<IndexableField> fields = new ArrayList<>();

    @Override
    public void document(byte[] id) {
      fields = new ArrayList<>();
      value(config.schema().ordinal(IndexSchema.ID), id);
      value(config.schema().ordinal(IndexSchema.ROOT), rootId);
    }

    @Override
    public void value(int ordinal, byte[] utf8) {
      FieldSpec field = config.schema().fields().get(ordinal);
      String value = new String(utf8, StandardCharsets.UTF_8);
      boolean isIndexed = config.isIndexed(field) && field.kind() == FieldKind.KEYWORD;
      fields.add(isIndexed ? SchemaFields.of(field, value) : new StoredField(field.name(), value));
    }

    @Override
    public void value(int ordinal, long number) {
      FieldSpec field = config.schema().fields().get(ordinal);
      fields.add(
          config.isIndexed(field)
              ? SchemaFields.of(field, number)
              : new StoredField(field.name(), number));
    }

    @Override
    public void endDocument() {
      ready.add(fields);
    }
  }
}
