package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.StatusRule;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

/**
 * The documents whose status is not good, read from the index itself. Thread-safe.
 *
 * <p>Memory is one or two bits for each document, however many exceptions there are. A document
 * without a status is none.
 */
public final class ExceptionList {
  private final DirectoryReader reader;
  private final StatusRule rule;
  private final ExceptionRequest request;

  /** Lists all exceptions of the commit that was opened. */
  public ExceptionList(CommittedIndex index) {
    this(index, ExceptionRequest.ALL);
  }

  /** Lists those exceptions of the commit that was opened that are asked for. */
  public ExceptionList(CommittedIndex index, ExceptionRequest request) {
    this.reader = index.reader();
    this.rule = index.schema().status();
    this.request = request;
  }

  /** Takes one exception after the other. */
  @FunctionalInterface
  public interface Visitor {
    /** Takes one; what it throws ends the listing. */
    void visit(ExceptionEntry entry) throws IOException;
  }

  /**
   * Hands all exceptions over, in order of their ids as unsigned bytes.
   *
   * @return how many there are
   * @throws IOException if the index cannot be read, or the visitor threw it
   */
  public long forEach(Visitor visitor) throws IOException {
    FixedBitSet open = documents();
    long total = open.cardinality();
    Terms ids = MultiTerms.getTerms(reader, IndexSchema.ID);
    if (total == 0 || ids == null) {
      return 0;
    }
    Set<String> names = new LinkedHashSet<>(rule.noted());
    names.addAll(request.fields());
    names.add(IndexSchema.ROOT);
    names.add(rule.field());
    StoredFields stored = reader.storedFields();
    TermsEnum each = ids.iterator();
    PostingsEnum postings = null;
    // Terms come in order of their bytes over all segments, so nothing needs to be sorted.
    long left = total;
    while (left > 0 && each.next() != null) {
      postings = each.postings(postings, PostingsEnum.NONE);
      for (int document = postings.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = postings.nextDoc()) {
        if (open.get(document)) {
          left--;
          String id = each.term().utf8ToString();
          visitor.visit(entry(id, StoredDocument.read(stored, document, names)));
        }
      }
    }
    return total;
  }

  /** Counts them. */
  public long count() throws IOException {
    return documents().cardinality();
  }

  private ExceptionEntry entry(String id, Map<String, Object> fields) {
    Object root = fields.getOrDefault(IndexSchema.ROOT, "");
    Object status = fields.getOrDefault(rule.field(), "");
    fields
        .keySet()
        .removeIf(name -> !rule.noted().contains(name) && !request.fields().contains(name));
    return new ExceptionEntry(id, root.toString(), status.toString(), fields);
  }

  /** Returns the live documents that have a status that is not good and is asked for. */
  private FixedBitSet documents() throws IOException {
    FixedBitSet documents = new FixedBitSet(reader.maxDoc());
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms statuses = rule.isPresent() ? leaf.reader().terms(rule.field()) : null;
      if (statuses == null) {
        continue;
      }
      TermsEnum each = statuses.iterator();
      for (BytesRef status = each.next(); status != null; status = each.next()) {
        String name = status.utf8ToString();
        if (!rule.good().contains(name) && request.takes(name)) {
          set(leaf, each.postings(null, PostingsEnum.NONE), documents);
        }
      }
    }
    if (!request.values().isEmpty()) {
      documents.and(withValues());
    }
    return documents;
  }

  /** Returns the live documents that hold one of the values asked for. */
  private FixedBitSet withValues() throws IOException {
    FixedBitSet documents = new FixedBitSet(reader.maxDoc());
    for (LeafReaderContext leaf : reader.leaves()) {
      Terms terms = leaf.reader().terms(request.valueField());
      if (terms == null) {
        continue;
      }
      TermsEnum each = terms.iterator();
      for (String value : request.values()) {
        if (each.seekExact(new BytesRef(value))) {
          set(leaf, each.postings(null, PostingsEnum.NONE), documents);
        }
      }
    }
    return documents;
  }

  private static void set(LeafReaderContext leaf, PostingsEnum postings, FixedBitSet documents)
      throws IOException {
    Bits live = leaf.reader().getLiveDocs();
    for (int document = postings.nextDoc();
        document != DocIdSetIterator.NO_MORE_DOCS;
        document = postings.nextDoc()) {
      if (live == null || live.get(document)) {
        documents.set(leaf.docBase + document);
      }
    }
  }
}
