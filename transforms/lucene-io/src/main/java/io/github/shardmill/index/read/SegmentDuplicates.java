package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.search.DocIdSetIterator;

/**
 * Goes through the documents of one segment that have the value at which a cursor stands, and that
 * count: live, no item where only files are asked for, not empty. Not thread-safe.
 */
final class SegmentDuplicates {
  private static final long NOT_KNOWN = -1;

  private final LeafReaderContext leaf;
  private final TermCursor cursor;
  private final DuplicateRequest request;
  private final LeafColumns columns;
  private PostingsEnum postings;
  private int document;
  private long bytes;
  private long empty;

  SegmentDuplicates(LeafReaderContext leaf, TermCursor cursor, DuplicateRequest request) {
    this.leaf = leaf;
    this.cursor = cursor;
    this.request = request;
    this.columns = new LeafColumns(leaf.reader());
  }

  TermCursor cursor() {
    return cursor;
  }

  /** Returns the number of the segment. */
  int number() {
    return leaf.ord;
  }

  /** Stands in front of the first document with the value. */
  void begin() throws IOException {
    postings = cursor.postings();
    empty = 0;
  }

  /** Goes to the next document; false behind the last. */
  boolean next() throws IOException {
    for (document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = postings.nextDoc()) {
      if (cursor.counts(document) && isAskedFor()) {
        bytes = columns.number(request.sizeField(), document, NOT_KNOWN);
        if (bytes != 0) {
          return true;
        }
        empty++;
      }
    }
    return false;
  }

  private boolean isAskedFor() throws IOException {
    return !request.rootsOnly() || columns.keyword(IndexSchema.ID, document).equals(root());
  }

  /** Returns the bytes of the document; 0 where they are not known. */
  long bytes() {
    return Math.max(0, bytes);
  }

  /** Returns how many empty documents were passed over since the beginning. */
  long empty() {
    return empty;
  }

  /** Returns the id of the root of the document's family. */
  String root() throws IOException {
    return columns.keyword(IndexSchema.ROOT, document);
  }

  DuplicateDocument document() throws IOException {
    String id = columns.keyword(IndexSchema.ID, document);
    return new DuplicateDocument(
        id.isEmpty() ? "#" + (leaf.docBase + document) : id, root(), bytes());
  }
}
