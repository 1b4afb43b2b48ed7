package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * Goes through documents of a commit in order of their ids as unsigned bytes, by merging the sorted
 * terms of its segments. Memory: one bit a document. Not thread-safe.
 */
final class IdCursor {
  private final PriorityQueue<Leaf> leaves = new PriorityQueue<>(Comparator.comparing(Leaf::id));
  private Leaf current;

  /** Stands in front of the first document of those that {@code wanted} leaves. */
  IdCursor(DirectoryReader reader, DifferingDocuments wanted) throws IOException {
    for (LeafReaderContext context : reader.leaves()) {
      Terms ids = context.reader().terms(IndexSchema.ID);
      FixedBitSet documents = wanted.of(context.reader());
      if (ids != null && !documents.scanIsEmpty()) {
        Leaf leaf = new Leaf(context, ids.iterator(), documents);
        if (leaf.next()) {
          leaves.add(leaf);
        }
      }
    }
  }

  /** Goes to the next document; tells whether there is one. */
  boolean next() throws IOException {
    if (current != null && current.next()) {
      leaves.add(current);
    }
    current = leaves.poll();
    return current != null;
  }

  /** Returns the id of the document, valid until the next call of {@link #next}. */
  BytesRef id() {
    return current.id();
  }

  /** Returns the number of the document in the whole commit. */
  int document() {
    return current.context.docBase + current.document;
  }

  /** Returns the digest of the document, valid until the next call; null if it carries none. */
  BytesRef digest() throws IOException {
    return current.columns.digest(current.document);
  }

  /** Returns the first value of a keyword of the document, an empty string where it has none. */
  String keyword(String field) throws IOException {
    return current.columns.keyword(field, current.document);
  }

  /** Stands at one document of a segment. */
  private static final class Leaf {
    private final LeafReaderContext context;
    private final TermsEnum ids;
    private final FixedBitSet wanted;
    private final LeafColumns columns;
    private PostingsEnum postings;
    private BytesRef id;
    private int document;

    Leaf(LeafReaderContext context, TermsEnum ids, FixedBitSet wanted) {
      this.context = context;
      this.ids = ids;
      this.wanted = wanted;
      this.columns = new LeafColumns(context.reader());
    }

    BytesRef id() {
      return id;
    }

    boolean next() throws IOException {
      for (id = ids.next(); id != null; id = ids.next()) {
        postings = ids.postings(postings, PostingsEnum.NONE);
        document = postings.nextDoc();
        while (document != DocIdSetIterator.NO_MORE_DOCS && !wanted.get(document)) {
          document = postings.nextDoc();
        }
        if (document != DocIdSetIterator.NO_MORE_DOCS) {
          return true;
        }
      }
      return false;
    }
  }
}
