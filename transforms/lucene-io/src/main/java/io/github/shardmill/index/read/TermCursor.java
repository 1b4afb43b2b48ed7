package io.github.shardmill.index.read;

import java.io.IOException;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * Walks the terms of one field of one segment that begin with a prefix, in their order. Seeks to
 * the first, reads no other. Not thread-safe.
 */
final class TermCursor {
  private final TermsEnum terms;
  private final BytesRef prefix;
  private final Bits counted;
  private PostingsEnum postings;
  private BytesRef term;

  private TermCursor(TermsEnum terms, BytesRef prefix, Bits counted) {
    this.terms = terms;
    this.prefix = prefix;
    this.counted = counted;
  }

  /**
   * Makes a cursor at the first term.
   *
   * @param counted the documents that count; null for all
   * @return null if there is no such term
   */
  static TermCursor open(LeafReader leaf, String field, BytesRef prefix, Bits counted)
      throws IOException {
    Terms all = leaf.terms(field);
    if (all == null) {
      return null;
    }
    TermCursor cursor = new TermCursor(all.iterator(), prefix, counted);
    boolean found = cursor.terms.seekCeil(prefix) != TermsEnum.SeekStatus.END;
    return cursor.take(found ? cursor.terms.term() : null) ? cursor : null;
  }

  /** Goes to the next term; false behind the last. */
  boolean next() throws IOException {
    return take(terms.next());
  }

  private boolean take(BytesRef next) {
    term = next != null && StringHelper.startsWith(next, prefix) ? next : null;
    return term != null;
  }

  /** Returns the term; valid until {@link #next}. */
  BytesRef term() {
    return term;
  }

  /** Returns a number that {@link #documents} does not exceed, at no cost. */
  long documentsAtMost() throws IOException {
    return terms.docFreq();
  }

  /** Returns all documents with the term, in order; valid until it is asked for again. */
  PostingsEnum postings() throws IOException {
    postings = terms.postings(postings, PostingsEnum.NONE);
    return postings;
  }

  /** Returns whether a document counts. */
  boolean counts(int document) {
    return counted == null || counted.get(document);
  }

  /** Returns the number of documents with the term that count. */
  long documents() throws IOException {
    if (counted == null) {
      return terms.docFreq();
    }
    postings = terms.postings(postings, PostingsEnum.NONE);
    long documents = 0;
    for (int document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = postings.nextDoc()) {
      if (counted.get(document)) {
        documents++;
      }
    }
    return documents;
  }
}
