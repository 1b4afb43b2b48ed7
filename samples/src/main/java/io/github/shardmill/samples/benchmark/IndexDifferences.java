package io.github.shardmill.samples.benchmark;

import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiBits;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/**
 * Finds out in what two indexes of the same files differ. Keeps the differences in memory, not the
 * documents.
 */
final class IndexDifferences {
  private static final String NOTHING = "-";
  private static final int NO_DOCUMENT = -1;

  private final IndexReader ours;
  private final IndexReader rival;
  private final IndexSchema schema;

  /** Compares the fields of this schema. */
  IndexDifferences(IndexReader ours, IndexReader rival, IndexSchema schema) {
    this.ours = ours;
    this.rival = rival;
    this.schema = schema;
  }

  /**
   * A difference.
   *
   * @param where a document's id or a term
   * @param field the field; the id where one index has no such document
   * @param ours what we have there
   * @param rival what the rival has there
   */
  record Difference(String where, String field, String ours, String rival) {}

  /** Returns the documents and fields whose stored values differ, in order of id. */
  List<Difference> ofDocuments() throws IOException {
    List<Difference> found = new ArrayList<>();
    Bits ourLive = MultiBits.getLiveDocs(ours);
    Bits rivalLive = MultiBits.getLiveDocs(rival);
    mergeTerms(
        IndexSchema.ID,
        (id, ourId, rivalId) -> {
          int ourDocument = liveDocument(ourId, ourLive);
          int rivalDocument = liveDocument(rivalId, rivalLive);
          if (ourDocument != NO_DOCUMENT && rivalDocument != NO_DOCUMENT) {
            compare(
                id,
                ours.storedFields().document(ourDocument),
                rival.storedFields().document(rivalDocument),
                found);
          } else if (ourDocument != rivalDocument) {
            found.add(
                new Difference(
                    id,
                    IndexSchema.ID,
                    ourDocument == NO_DOCUMENT ? NOTHING : id,
                    rivalDocument == NO_DOCUMENT ? NOTHING : id));
          }
        });
    return found;
  }

  /** Returns the terms that do not occur as often in both indexes, by field. */
  List<Difference> ofTerms() throws IOException {
    List<Difference> found = new ArrayList<>();
    for (FieldSpec field : schema.fields()) {
      mergeTerms(
          field.name(),
          (term, ourTerm, rivalTerm) -> {
            String ourCounts = counts(ourTerm);
            String rivalCounts = counts(rivalTerm);
            if (!ourCounts.equals(rivalCounts)) {
              found.add(new Difference(term, field.name(), ourCounts, rivalCounts));
            }
          });
    }
    return found;
  }

  private void compare(String id, Document our, Document their, List<Difference> found) {
    for (FieldSpec field : schema.fields()) {
      List<String> ourValues = values(our, field.name());
      List<String> theirValues = values(their, field.name());
      if (!ourValues.equals(theirValues)) {
        found.add(
            new Difference(
                id,
                field.name(),
                lessCommon(ourValues, theirValues),
                lessCommon(theirValues, ourValues)));
      }
    }
  }

  private static List<String> values(Document document, String field) {
    return Stream.of(document.getValues(field)).toList();
  }

  /** Returns the values that the other has not, or all where only their order or number differs. */
  private static String lessCommon(List<String> values, List<String> others) {
    List<String> own = values.stream().filter(value -> !others.contains(value)).toList();
    boolean sameValues = own.isEmpty() && values.containsAll(others);
    if (values.size() == 1 && others.size() == 1) {
      return fromFirstDifference(values.get(0), others.get(0));
    }
    return sameValues ? values.toString() : own.isEmpty() ? NOTHING : String.join("; ", own);
  }

  private static String fromFirstDifference(String value, String other) {
    int same = 0;
    while (same < Math.min(value.length(), other.length())
        && value.charAt(same) == other.charAt(same)) {
      same++;
    }
    int start = Math.max(0, same - 20);
    return (start > 0 ? "at " + same + " of " + value.length() + ": ..." : "")
        + value.substring(start);
  }

  private static String counts(TermsEnum term) throws IOException {
    return term == null
        ? NOTHING
        : "in " + term.docFreq() + " documents, " + term.totalTermFreq() + " times";
  }

  private static int liveDocument(TermsEnum id, Bits live) throws IOException {
    if (id != null) {
      PostingsEnum documents = id.postings(null, PostingsEnum.NONE);
      for (int document = documents.nextDoc();
          document != DocIdSetIterator.NO_MORE_DOCS;
          document = documents.nextDoc()) {
        if (live == null || live.get(document)) {
          return document;
        }
      }
    }
    return NO_DOCUMENT;
  }

  @FunctionalInterface
  private interface TermPair {
    /** Takes one term of both indexes; null where an index has it not. */
    void accept(String term, TermsEnum ours, TermsEnum rival) throws IOException;
  }

  private void mergeTerms(String field, TermPair pair) throws IOException {
    TermsEnum our = terms(ours, field);
    TermsEnum their = terms(rival, field);
    BytesRef ourTerm = our.next();
    BytesRef theirTerm = their.next();
    while (ourTerm != null || theirTerm != null) {
      int order = ourTerm == null ? 1 : theirTerm == null ? -1 : ourTerm.compareTo(theirTerm);
      String term = (order <= 0 ? ourTerm : theirTerm).utf8ToString();
      pair.accept(term, order <= 0 ? our : null, order >= 0 ? their : null);
      ourTerm = order <= 0 ? our.next() : ourTerm;
      theirTerm = order >= 0 ? their.next() : theirTerm;
    }
  }

  private static TermsEnum terms(IndexReader reader, String field) throws IOException {
    Terms terms = MultiTerms.getTerms(reader, field);
    return terms == null ? TermsEnum.EMPTY : terms.iterator();
  }
}
