package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.NumericUtils;

/**
 * Checks that ranges find the numbers that documents show. The digest covers numbers as doc values;
 * this covers the points, which hold the same numbers in an order of their own. Memory is 8 bytes
 * for each document of the largest segment. For one use.
 */
final class PointCheck {
  private final DirectoryReader reader;
  private final IndexSchema schema;
  private final Map<String, Long> differing = new TreeMap<>();

  PointCheck(DirectoryReader reader, IndexSchema schema) {
    this.reader = reader;
    this.schema = schema;
  }

  Finding check() throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      for (FieldSpec field : schema.fields()) {
        if (field.kind() == FieldKind.LONG && hasNumbers(leaf.reader(), field.name())) {
          check(leaf.reader(), field.name());
        }
      }
    }
    return Finding.of(
        "points",
        differing.isEmpty() ? "" : "numbers not indexed as stored, by field: " + differing,
        "numbers are found where they are stored");
  }

  /** Another shape of the field is for {@link FieldShape} to tell. */
  private static boolean hasNumbers(LeafReader leaf, String field) {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    return info != null
        && info.getPointDimensionCount() == 1
        && info.getPointNumBytes() == Long.BYTES
        && (info.getDocValuesType() == DocValuesType.SORTED_NUMERIC
            || info.getDocValuesType() == DocValuesType.NUMERIC);
  }

  private void check(LeafReader leaf, String field) throws IOException {
    PointValues points = leaf.getPointValues(field);
    SortedNumericDocValues stored = DocValues.getSortedNumeric(leaf, field);
    // Sums by document, so that several numbers of one document can come in any order.
    long[] sums = new long[leaf.maxDoc()];
    if (points != null) {
      points.intersect(
          new PointValues.IntersectVisitor() {
            @Override
            public void visit(int document) {
              throw new IllegalStateException("asked for values, got a document only");
            }

            @Override
            public void visit(int document, byte[] packed) {
              sums[document] += spread(NumericUtils.sortableBytesToLong(packed, 0));
            }

            @Override
            public PointValues.Relation compare(byte[] lowest, byte[] highest) {
              return PointValues.Relation.CELL_CROSSES_QUERY;
            }
          });
    }
    Bits live = leaf.getLiveDocs();
    for (int document = 0; document < sums.length; document++) {
      if (stored.advanceExact(document)) {
        for (int i = stored.docValueCount(); i > 0; i--) {
          sums[document] -= spread(stored.nextValue());
        }
      }
      if (sums[document] != 0 && (live == null || live.get(document))) {
        differing.merge(field, 1L, Long::sum);
      }
    }
  }

  /** Mixes a number, never to 0 for 0, so that sums of different numbers differ. */
  private static long spread(long number) {
    long mixed = (number ^ 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 31);
  }
}
