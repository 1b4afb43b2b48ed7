package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.lucene.codecs.StoredFieldsReader;
import org.apache.lucene.document.DocumentStoredFieldVisitor;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
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
  private final Map<String, SortedSetDocValues> keywords = new HashMap<>();
  private final Map<String, Map<Long, String>> labels = new HashMap<>();
  private final Map<String, SortedNumericDocValues> numbers = new HashMap<>();
  private PostingsEnum postings;
  private StoredFields stored;
  private int lastStored = -1;

  LeafLookup(LeafReader leaf) {
    this.leaf = leaf;
  }

  /** Hands over live documents with a term. */
  void find(String field, BytesRef term, int most, IntConsumer consumer) throws IOException {
    TermsEnum cursor = terms(field);
    if (!cursor.seekExact(term)) {
      return;
    }
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

  /** Returns the first value of a keyword, empty where there is none. */
  String keyword(String field, int doc) throws IOException {
    SortedSetDocValues values = keywords.get(field);
    if (values == null || values.docID() > doc) {
      values = DocValues.getSortedSet(leaf, field);
      keywords.put(field, values);
    }
    if (!values.advanceExact(doc)) {
      return "";
    }
    long ordinal = values.nextOrd();
    Map<Long, String> known = labels.computeIfAbsent(field, name -> new HashMap<>());
    String value = known.get(ordinal);
    if (value == null) {
      value = values.lookupOrd(ordinal).utf8ToString();
      // Fields that tell one document from another would only fill the memory.
      if (values.getValueCount() <= 1_024) {
        known.put(ordinal, value);
      }
    }
    return value;
  }

  /** Returns a number, or another where there is none. */
  long number(String field, int doc, long missing) throws IOException {
    SortedNumericDocValues values = numbers.get(field);
    if (values == null || values.docID() > doc) {
      values = DocValues.getSortedNumeric(leaf, field);
      numbers.put(field, values);
    }
    return values.advanceExact(doc) ? values.nextValue() : missing;
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
