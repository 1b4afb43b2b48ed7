package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.util.BytesRef;

/**
 * Doc values of one segment for documents in any order, fast where they come in ascending order, as
 * they do when ids do. Not thread-safe.
 */
final class LeafColumns {
  /**
   * Fields with more values tell one document from another; keeping those would fill the memory.
   */
  private static final long MOST_KEPT_VALUES = 1_024;

  private final LeafReader leaf;
  private final Map<String, SortedSetDocValues> keywords = new HashMap<>();
  private final Map<String, Map<Long, String>> kept = new HashMap<>();
  private final Map<String, SortedNumericDocValues> numbers = new HashMap<>();
  private BinaryDocValues digests;

  LeafColumns(LeafReader leaf) {
    this.leaf = leaf;
  }

  /** Returns the digest of a document, valid until the next call; null if it carries none. */
  BytesRef digest(int document) throws IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(IndexSchema.DIGEST);
    if (info == null || info.getDocValuesType() != DocValuesType.BINARY) {
      return null;
    }
    if (digests == null || digests.docID() > document) {
      digests = leaf.getBinaryDocValues(IndexSchema.DIGEST);
    }
    return digests.advanceExact(document) ? digests.binaryValue() : null;
  }

  /** Returns the first value of a keyword, an empty string where there is none. */
  String keyword(String field, int document) throws IOException {
    SortedSetDocValues values = keywords.get(field);
    if (values == null || values.docID() > document) {
      values = open(field);
      keywords.put(field, values);
    }
    return values.advanceExact(document) ? text(field, values, values.nextOrd()) : "";
  }

  private String text(String field, SortedSetDocValues values, long ordinal) throws IOException {
    if (values.getValueCount() > MOST_KEPT_VALUES) {
      return values.lookupOrd(ordinal).utf8ToString();
    }
    Map<Long, String> known = kept.computeIfAbsent(field, name -> new HashMap<>());
    String text = known.get(ordinal);
    if (text == null) {
      text = values.lookupOrd(ordinal).utf8ToString();
      known.put(ordinal, text);
    }
    return text;
  }

  /** Returns a number, or another where there is none. */
  long number(String field, int document, long missing) throws IOException {
    SortedNumericDocValues values = numbers.get(field);
    if (values == null || values.docID() > document) {
      values = DocValues.getSortedNumeric(leaf, field);
      numbers.put(field, values);
    }
    return values.advanceExact(document) ? values.nextValue() : missing;
  }

  private SortedSetDocValues open(String field) throws IOException {
    FieldInfo info = leaf.getFieldInfos().fieldInfo(field);
    boolean isKeyword =
        info != null
            && (info.getDocValuesType() == DocValuesType.SORTED_SET
                || info.getDocValuesType() == DocValuesType.SORTED);
    return isKeyword ? DocValues.getSortedSet(leaf, field) : DocValues.emptySortedSet();
  }
}
