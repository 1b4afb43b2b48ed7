package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;

/**
 * Tells which live documents have no value in any of some fields, so that a later field stands for
 * them. Keeps what it has told, a bit a document, for as long as it lives. Safe to share between
 * threads.
 */
final class FirstFields {
  private final ConcurrentMap<Key, Bits> told = new ConcurrentHashMap<>();

  private record Key(int leaf, List<String> fields) {}

  /**
   * Returns the live documents of a segment that have no value of any of these fields; null for all
   * documents, {@link Bits.MatchNoBits} for none.
   *
   * @throws InvalidSearchException if a field does not tell which documents have it
   */
  Bits documentsWithout(LeafReaderContext leaf, List<String> fields)
      throws InvalidSearchException, IOException {
    if (fields.isEmpty()) {
      return leaf.reader().getLiveDocs();
    }
    Key key = new Key(leaf.ord, List.copyOf(fields));
    Bits known = told.get(key);
    if (known == null) {
      known = compute(leaf.reader(), fields);
      told.put(key, known);
    }
    return known;
  }

  private static Bits compute(LeafReader leaf, List<String> fields)
      throws InvalidSearchException, IOException {
    FixedBitSet without = new FixedBitSet(leaf.maxDoc());
    without.set(0, leaf.maxDoc());
    for (String field : fields) {
      DocIdSetIterator with = documentsWith(leaf, field);
      for (int document = with.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = with.nextDoc()) {
        without.clear(document);
      }
    }
    Bits live = leaf.getLiveDocs();
    if (live != null) {
      for (int document = 0; document < leaf.maxDoc(); document++) {
        if (!live.get(document)) {
          without.clear(document);
        }
      }
    }
    return without.cardinality() == 0 ? new Bits.MatchNoBits(leaf.maxDoc()) : without;
  }

  private static DocIdSetIterator documentsWith(LeafReader leaf, String field)
      throws InvalidSearchException, IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    if (info == null) {
      return DocIdSetIterator.empty();
    }
    DocIdSetIterator documents;
    if (info.hasNorms()) {
      // Text has a norm wherever it has a value, even one without words.
      documents = leaf.getNormValues(field);
    } else if (info.getDocValuesType() != DocValuesType.NONE) {
      documents = FieldExistsQuery.getDocValuesDocIdSetIterator(field, leaf);
    } else {
      throw new InvalidSearchException(
          field + " has neither norms nor doc values: it cannot come before other fields");
    }
    return documents == null ? DocIdSetIterator.empty() : documents;
  }
}
