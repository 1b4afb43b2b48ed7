package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;

/**
 * The families of an index in order of the ids of their roots as unsigned UTF-8, merged over all
 * segments. Reads doc values and terms and leaves stored text alone. Not thread-safe, for one use.
 *
 * <p>Memory is bounded whatever the index: some 150 MB where keywords without doc values are
 * recorded, little otherwise.
 */
public final class FamilyListing {
  /** Values held at a time, over all segments and fields: about 100 bytes each for digests. */
  private static final int MAX_VALUES = 1 << 20;

  private static final int MIN_WINDOW = 1 << 10;

  private final PriorityQueue<SegmentFamilies> segments =
      new PriorityQueue<>(Comparator.comparing(SegmentFamilies::rootId));
  private String last;

  /**
   * Begins a listing.
   *
   * @param schema of the documents
   * @throws DisorderedIndexException if documents are not in the order in which Shardmill writes
   * @throws IOException if the index cannot be read
   */
  public FamilyListing(IndexReader reader, IndexSchema schema) throws IOException {
    this(reader, schema, MAX_VALUES);
  }

  FamilyListing(IndexReader reader, IndexSchema schema, int maxValues) throws IOException {
    List<FieldSpec> fields = recorded(schema);
    long uninverted =
        fields.stream().filter(f -> f.kind() == FieldKind.KEYWORD && !f.docValues()).count();
    long columns = Math.max(1, uninverted * reader.leaves().size());
    int window = (int) Math.max(Math.min(MIN_WINDOW, maxValues), maxValues / columns);
    for (LeafReaderContext leaf : reader.leaves()) {
      SegmentFamilies families = new SegmentFamilies(leaf.reader(), fields, window);
      if (families.advance()) {
        segments.add(families);
      }
    }
  }

  /** Returns the fields that manifests repeat, the id left out. */
  public static List<FieldSpec> recorded(IndexSchema schema) {
    List<FieldSpec> fields = new ArrayList<>();
    for (FieldSpec field : schema.fields()) {
      if (field.recorded() && !field.name().equals(IndexSchema.ID)) {
        fields.add(field);
      }
    }
    return fields;
  }

  /**
   * Returns the next family, or null behind the last.
   *
   * @throws DisorderedIndexException if documents are not in the order in which Shardmill writes
   */
  public Family next() throws IOException {
    SegmentFamilies first = segments.poll();
    if (first == null) {
      return null;
    }
    Family family = first.family();
    if (family.id().equals(last)) {
      throw new DisorderedIndexException(family.id());
    }
    last = family.id();
    if (first.advance()) {
      segments.add(first);
    }
    return family;
  }
}
