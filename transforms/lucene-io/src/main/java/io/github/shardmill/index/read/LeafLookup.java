package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Looks into one segment and keeps its cursors: a term or a document that follows the one before
 * costs no search from the beginning. Not thread-safe.
 */
final class LeafLookup {
  private final LeafReader leaf;
  private final Map<String, TermsEnum> terms = new HashMap<>();
  private final LeafColumns columns;
  private PostingsEnum postings;
  private StoredFields stored;
  private int lastStored = -1;

  LeafLookup(LeafReader leaf) {
    this.leaf = leaf;
    this.columns = new LeafColumns(leaf);
  }

  /** Hands over live documents with a term. */
  void find(String field, BytesRef term, int most, IntConsumer consumer) throws IOException {
    TermsEnum cursor = terms(field);
    if (cursor.seekExact(term)) {
      handOver(cursor, most, consumer);
    }
  }

  /** Hands over live documents with a term that is wanted. */
  void forEach(String field, Predicate<String> wanted, IntConsumer consumer) throws IOException {
    Terms all = leaf.terms(field);
    if (all == null) {
      return;
    }
    TermsEnum each = all.iterator();
    for (BytesRef term = each.next(); term != null; term = each.next()) {
      if (wanted.test(term.utf8ToString())) {
        handOver(each, Integer.MAX_VALUE, consumer);
      }
    }
  }

  /** Hands over live documents with the term at which a cursor stands. */
  private void handOver(TermsEnum cursor, int most, IntConsumer consumer) throws IOException {
    Bits live = leaf.getLiveDocs();
    postings = cursor.postings(postings, PostingsEnum.NONE);
    int found = 0;
    for (int doc = postings.nextDoc();
        !DocumentLookup.isEnd(doc) && found < most;
        doc = postings.nextDoc()) {
      if (live == null || live.get(doc)) {
        consumer.accept(doc);
        found++;
      }
    }
  }

  /** Returns whether a document has a term. */
  boolean holds(int doc, String field, BytesRef term) throws IOException {
    TermsEnum cursor = terms(field);
    if (!cursor.seekExact(term)) {
      return false;
    }
    postings = cursor.postings(postings, PostingsEnum.NONE);
    return postings.advance(doc) == doc;
  }

  private TermsEnum terms(String field) throws IOException {
    TermsEnum cursor = terms.get(field);
    if (cursor == null) {
      Terms all = leaf.terms(field);
      cursor = all == null ? TermsEnum.EMPTY : all.iterator();
      terms.put(field, cursor);
    }
    return cursor;
  }

  /** Returns the doc values of the segment. */
  LeafColumns columns() {
    return columns;
  }

  /** Returns the stored fields of a document that a schema knows, in the order of their storing. */
  List<IndexableField> stored(int doc, IndexSchema schema) throws IOException {
    // The instance for merging decompresses a block once for all documents in it, in order.
    if (stored == null || doc <= lastStored) {
      StoredFieldsReader codec =
          leaf instanceof CodecReader reader ? reader.getFieldsReader() : null;
      stored = codec == null ? leaf.storedFields() : codec.getMergeInstance();
    }
    lastStored = doc;
    DocumentStoredFieldVisitor visitor = new DocumentStoredFieldVisitor();
    stored.document(doc, visitor);
    return visitor.getDocument().getFields().stream()
        .filter(field -> schema.has(field.name()))
        .toList();
  }
}
