package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.lucene.document.LongField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Finds live documents of a commit by exact values and reads what they hold, one after the other;
 * quickest when documents are asked for in the order of their ids.
 *
 * <p>A document is called by its number in the commit, 0 to {@link #size} - 1, the same for every
 * reader of the same commit. Each call is safe from any thread, but many callers wait for each
 * other: one lookup for each thread. Holds no file: it is of no use when its index is closed.
 */
public final class DocumentLookup {
  private final DirectoryReader reader;
  private final IndexSchema schema;
  private final List<LeafReaderContext> leaves;
  private final List<LeafLookup> lookups = new ArrayList<>();

  /** Looks into an open commit. */
  public DocumentLookup(CommittedIndex index) throws IOException {
    this(index.reader(), index.schema());
  }

  /**
   * Looks into any index whose documents are like those of a schema.
   *
   * @param reader stays the caller's to close
   */
  public DocumentLookup(DirectoryReader reader, IndexSchema schema) throws IOException {
    this.reader = reader;
    this.schema = schema;
    this.leaves = reader.leaves();
    for (LeafReaderContext leaf : leaves) {
      lookups.add(new LeafLookup(leaf.reader()));
    }
  }

  /** Returns the number of documents, deleted ones included. */
  public int size() {
    return reader.maxDoc();
  }

  /**
   * Returns live documents that hold a value of a keyword field, in no order that means anything.
   *
   * @param most how many are wanted at most
   */
  public synchronized List<Integer> find(String field, String value, int most) throws IOException {
    List<Integer> found = new ArrayList<>(1);
    BytesRef term = new BytesRef(value);
    for (int i = 0; i < lookups.size() && found.size() < most; i++) {
      int base = leaves.get(i).docBase;
      lookups.get(i).find(field, term, most - found.size(), doc -> found.add(base + doc));
    }
    return found;
  }

  /**
   * Returns the live documents of the family of a document in their order, the root first. Another
   * segment may hold a copy of the family where an index was gathered and not committed.
   */
  public synchronized List<Integer> family(int document) throws IOException {
    int leaf = ReaderUtil.subIndex(document, leaves);
    int base = leaves.get(leaf).docBase;
    LeafLookup lookup = lookups.get(leaf);
    BytesRef root = new BytesRef(lookup.columns().keyword(IndexSchema.ROOT, document - base));
    List<Integer> members = new ArrayList<>(1);
    lookup.find(IndexSchema.ROOT, root, Integer.MAX_VALUE, doc -> members.add(base + doc));
    return members;
  }

  /** Returns whether a document holds a value of a keyword field, without reading what it holds. */
  public synchronized boolean holds(int document, String field, String value) throws IOException {
    int leaf = ReaderUtil.subIndex(document, leaves);
    return lookups.get(leaf).holds(document - leaves.get(leaf).docBase, field, new BytesRef(value));
  }

  /**
   * Marks every live document that holds a wanted value of a keyword field. Asks for each value
   * that any document holds, in ascending order for each segment.
   *
   * @param marks by number of document, {@link #size} of them
   */
  public synchronized void mark(String field, Predicate<String> wanted, FixedBitSet marks)
      throws IOException {
    for (int i = 0; i < lookups.size(); i++) {
      int base = leaves.get(i).docBase;
      lookups.get(i).forEach(field, wanted, doc -> marks.set(base + doc));
    }
  }

  /** Returns whether a live document holds a value of a number field. */
  public synchronized boolean has(String field, long value) throws IOException {
    return new IndexSearcher(reader).count(LongField.newExactQuery(field, value)) > 0;
  }

  /** Returns the first value of a keyword field with doc values; empty where there is none. */
  public synchronized String keyword(String field, int document) throws IOException {
    int leaf = ReaderUtil.subIndex(document, leaves);
    return lookups.get(leaf).columns().keyword(field, document - leaves.get(leaf).docBase);
  }

  /** Returns the value of a number field, or another where there is none. */
  public synchronized long number(String field, int document, long missing) throws IOException {
    int leaf = ReaderUtil.subIndex(document, leaves);
    return lookups.get(leaf).columns().number(field, document - leaves.get(leaf).docBase, missing);
  }

  /** Returns all values of a document by field, each a {@link String} or a {@link Long}. */
  public synchronized Map<String, List<Object>> values(int document) throws IOException {
    int leaf = ReaderUtil.subIndex(document, leaves);
    Map<String, List<Object>> values = new LinkedHashMap<>();
    for (IndexableField field :
        lookups.get(leaf).stored(document - leaves.get(leaf).docBase, schema)) {
      Object value =
          field.numericValue() == null ? field.stringValue() : field.numericValue().longValue();
      values.computeIfAbsent(field.name(), name -> new ArrayList<>(1)).add(value);
    }
    return values;
  }

  /** Hands over every live document that holds a value of a keyword field, in ascending order. */
  public synchronized void forEach(String field, String value, IntConsumer consumer)
      throws IOException {
    BytesRef term = new BytesRef(value);
    for (int i = 0; i < lookups.size(); i++) {
      int base = leaves.get(i).docBase;
      lookups.get(i).find(field, term, Integer.MAX_VALUE, doc -> consumer.accept(base + doc));
    }
  }

  /** Hands over every live document that is not marked, in ascending order. */
  public void forEachUnmarked(FixedBitSet marked, IntConsumer consumer) {
    for (LeafReaderContext leaf : leaves) {
      Bits live = leaf.reader().getLiveDocs();
      for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
        boolean isLive = live == null || live.get(doc);
        if (isLive && !marked.get(leaf.docBase + doc)) {
          consumer.accept(leaf.docBase + doc);
        }
      }
    }
  }

  static boolean isEnd(int doc) {
    return doc == DocIdSetIterator.NO_MORE_DOCS;
  }
}
