package io.github.shardmill.index.read;

import io.github.shardmill.index.read.BestTerms.Ranked;
import io.github.shardmill.index.read.SuggestResult.Suggestion;
import io.github.shardmill.index.schema.CompletionTerm;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Suggests values and terms by how they begin, from the term dictionaries of a committed index:
 * there is nothing beside it that could disagree. Safe to share between threads. The caller closes
 * this, before the index.
 *
 * <p>The order: values that are wholly what was typed; then those of more documents; then shorter
 * ones; then in the order of the alphabet. Only live documents count, and what no live document has
 * is not suggested. Documents with the same value count together; values that differ in case or
 * accents are suggestions of their own.
 *
 * <p>The work is bounded: it begins at the prefix in each segment and ends with the prefix or after
 * {@value #MAX_TERMS} terms; then the result says that it is not exhaustive. Values that are wholly
 * what was typed come first, and are never missed. Documents are only counted one by one where some
 * were deleted, and for terms that may be among the best.
 */
public final class IndexSuggestions implements Closeable {
  /** Most distinct terms that are looked at for one request. */
  public static final int MAX_TERMS = 100_000;

  private final IndexSchema schema;
  private final List<LeafReaderContext> leaves;
  private final FirstFields firstFields;
  private final Analyzer analyzer;

  /** Suggests from the commit that was opened. */
  public IndexSuggestions(CommittedIndex index) {
    this.schema = index.schema();
    this.leaves = index.reader().leaves();
    this.firstFields = new FirstFields();
    this.analyzer = NamedAnalyzers.forSchema(schema);
  }

  /**
   * Suggests.
   *
   * @throws InvalidSearchException if a field is not there, or not of the kind
   * @throws IOException if the index cannot be read
   */
  public SuggestResult suggest(SuggestRequest request) throws InvalidSearchException, IOException {
    return switch (request.kind()) {
      case VALUES -> values(request);
      case TERMS -> terms(request);
    };
  }

  private SuggestResult values(SuggestRequest request) throws InvalidSearchException, IOException {
    BytesRef prefix = CompletionTerm.beginningWith(request.prefix());
    List<TermCursor> cursors = new ArrayList<>();
    List<String> before = new ArrayList<>();
    for (String name : request.fields()) {
      FieldSpec field = field(name);
      if (!field.completions()) {
        throw new InvalidSearchException(
            "this index has no completions of " + name + "; build it again to have them");
      }
      cursors.addAll(cursors(field.completionField(), prefix, before));
      before.add(name);
    }
    BestTerms best = new BestTerms(request.limit());
    boolean exhaustive =
        rank(new TermUnion(cursors), term -> CompletionTerm.isWhole(term, prefix), best);
    return result(exhaustive, best, CompletionTerm::value);
  }

  private SuggestResult terms(SuggestRequest request) throws InvalidSearchException, IOException {
    FieldSpec field = field(request.fields().get(0));
    if (field.kind() != FieldKind.TEXT) {
      throw new InvalidSearchException(field.name() + " is no text, and has no vocabulary");
    }
    BytesRef prefix = analyzer.normalize(field.name(), request.prefix());
    List<TermCursor> cursors = cursors(field.name(), prefix, List.of());
    BestTerms best = new BestTerms(request.limit());
    boolean exhaustive = rank(new TermUnion(cursors), term -> false, best);
    return result(exhaustive, best, BytesRef::utf8ToString);
  }

  private FieldSpec field(String name) throws InvalidSearchException {
    if (!schema.has(name)) {
      throw new InvalidSearchException("no field '" + name + "' in this index");
    }
    return schema.field(name);
  }

  /** Returns cursors over the documents that have no value in the fields before. */
  private List<TermCursor> cursors(String luceneField, BytesRef prefix, List<String> before)
      throws InvalidSearchException, IOException {
    List<TermCursor> cursors = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      Bits counted = firstFields.documentsWithout(leaf, before);
      TermCursor cursor =
          counted instanceof Bits.MatchNoBits
              ? null
              : TermCursor.open(leaf.reader(), luceneField, prefix, counted);
      if (cursor != null) {
        cursors.add(cursor);
      }
    }
    return cursors;
  }

  /** Offers all terms; false if there were too many. */
  private static boolean rank(TermUnion terms, Predicate<BytesRef> whole, BestTerms best)
      throws IOException {
    int seen = 0;
    while (terms.next()) {
      if (++seen > MAX_TERMS) {
        return false;
      }
      boolean isWhole = whole.test(terms.term());
      int length = CompletionTerm.length(terms.term());
      if (best.wouldKeep(isWhole, terms.documentsAtMost(), length)) {
        long documents = terms.documents();
        if (documents > 0) {
          best.offer(isWhole, documents, length, terms.term());
        }
      }
    }
    return true;
  }

  private static SuggestResult result(
      boolean exhaustive, BestTerms best, Function<BytesRef, String> value) {
    List<Suggestion> suggestions = new ArrayList<>();
    for (Ranked ranked : best.ranked()) {
      suggestions.add(new Suggestion(value.apply(ranked.term()), ranked.documents()));
    }
    return new SuggestResult(exhaustive, suggestions);
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
