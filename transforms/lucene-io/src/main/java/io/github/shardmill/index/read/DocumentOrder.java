package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.Bits;

/**
 * Checks what each live document carries, and the order in its segment: families by the id of their
 * root as unsigned bytes, each family together, its root first. For one use.
 */
final class DocumentOrder {
  private final DirectoryReader reader;
  private long incomplete;
  private long misplaced;
  private String example = "";

  DocumentOrder(DirectoryReader reader) {
    this.reader = reader;
  }

  List<Finding> check() throws IOException {
    long missing = DigestRecomputation.claimed(reader).missing();
    for (LeafReaderContext leaf : reader.leaves()) {
      check(leaf.reader());
    }
    return List.of(
        Finding.of(
            "ids",
            incomplete == 0 && missing == 0
                ? ""
                : incomplete + " documents lack an id or a root, and " + missing + " lack a digest",
            "every document has one id, one root and one digest"),
        Finding.of(
            "order",
            misplaced == 0 ? "" : misplaced + " documents are out of order, first: " + example,
            "families lie in order of their root ids, each behind its root"));
  }

  private void check(LeafReader leaf) throws IOException {
    Bits live = leaf.getLiveDocs();
    SortedSetDocValues ids = values(leaf, IndexSchema.ID);
    SortedSetDocValues roots = values(leaf, IndexSchema.ROOT);
    long previous = -1;
    for (int document = 0; document < leaf.maxDoc(); document++) {
      if (live != null && !live.get(document)) {
        continue;
      }
      if (!isOne(ids, document) || !isOne(roots, document)) {
        incomplete++;
        continue;
      }
      // Ordinals are in order of the values' bytes within a segment.
      long root = roots.nextOrd();
      long id = ids.nextOrd();
      if (root < previous
          || (root > previous && !roots.lookupOrd(root).equals(ids.lookupOrd(id)))) {
        misplaced++;
        example = example.isEmpty() ? ids.lookupOrd(id).utf8ToString() : example;
      }
      previous = root;
    }
  }

  /** Returns the values of a field, none where it is of another type. */
  private static SortedSetDocValues values(LeafReader leaf, String field) throws IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    return info == null || info.getDocValuesType() != DocValuesType.SORTED_SET
        ? DocValues.emptySortedSet()
        : DocValues.getSortedSet(leaf, field);
  }

  private static boolean isOne(SortedSetDocValues values, int document) throws IOException {
    return values.advanceExact(document) && values.docValueCount() == 1;
  }
}
