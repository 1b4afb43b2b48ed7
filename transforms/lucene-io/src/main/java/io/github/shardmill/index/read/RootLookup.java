package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Looks up roots by their ids, one after the other, in any order. Not thread-safe. */
public final class RootLookup {
  private final DirectoryReader reader;
  private final StoredFields stored;

  /** Looks into the commit that was opened. */
  public RootLookup(CommittedIndex index) throws IOException {
    this.reader = index.reader();
    this.stored = reader.storedFields();
  }

  /** Returns the number of the live document with an id; empty if there is none. */
  public OptionalInt find(String id) throws IOException {
    Term term = new Term(IndexSchema.ID, id);
    for (LeafReaderContext leaf : reader.leaves()) {
      Bits live = leaf.reader().getLiveDocs();
      PostingsEnum postings = leaf.reader().postings(term, PostingsEnum.NONE);
      for (int document = next(postings);
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = next(postings)) {
        if (live == null || live.get(document)) {
          return OptionalInt.of(leaf.docBase + document);
        }
      }
    }
    return OptionalInt.empty();
  }

  private static int next(PostingsEnum postings) throws IOException {
    return postings == null ? DocIdSetIterator.NO_MORE_DOCS : postings.nextDoc();
  }

  /** Returns whether a document has a value of a keyword field, without a look at stored text. */
  public boolean has(int document, String field, String value) throws IOException {
    LeafReaderContext leaf = reader.leaves().get(ReaderUtil.subIndex(document, reader.leaves()));
    int wanted = document - leaf.docBase;
    PostingsEnum postings = leaf.reader().postings(new Term(field, value), PostingsEnum.NONE);
    return postings != null && postings.advance(wanted) == wanted;
  }

  /** Returns the stored values of a field of a document: strings, or numbers. */
  public List<Object> values(int document, String field) throws IOException {
    Object value = StoredDocument.read(stored, document, Set.of(field)).get(field);
    if (value instanceof List<?> several) {
      return List.copyOf(several);
    }
    return value == null ? List.of() : List.of(value);
  }

  /** Hands over the ids of the live roots whose document is not among {@code known}. */
  public void forEachRootBut(BitSet known, Consumer<String> consumer) throws IOException {
    for (LeafReaderContext leaf : reader.leaves()) {
      LeafReader segment = leaf.reader();
      Bits live = segment.getLiveDocs();
      SortedSetDocValues ids = segment.getSortedSetDocValues(IndexSchema.ID);
      SortedSetDocValues roots = segment.getSortedSetDocValues(IndexSchema.ROOT);
      for (int document = 0; ids != null && roots != null && document < segment.maxDoc(); document++) {
        boolean open =
            !known.get(leaf.docBase + document) && (live == null || live.get(document));
        if (open && ids.advanceExact(document) && roots.advanceExact(document)) {
          BytesRef id = ids.lookupOrd(ids.nextOrd());
          if (id.equals(roots.lookupOrd(roots.nextOrd()))) {
            consumer.accept(id.utf8ToString());
          }
        }
      }
    }
  }
}
