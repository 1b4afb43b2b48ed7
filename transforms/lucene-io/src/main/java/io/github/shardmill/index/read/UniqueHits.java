package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.util.BytesRef;

/**
 * Finds the best hits that differ in the value of a field, exactly. Documents without a value
 * differ from all others. Not thread-safe.
 *
 * <p>Searches for as many hits as are wanted; where some have the same value, again, for the best
 * of the documents that have none of the values found, until there are enough or no more. Each
 * round finds one value at least, so there are at most as many as hits are wanted, whatever the
 * number of copies.
 */
final class UniqueHits {
  private final IndexSearcher searcher;
  private final Sort order;
  private final String field;
  private final List<ScoreDoc> best = new ArrayList<>();
  private final Map<Integer, String> values = new HashMap<>();
  private final Set<Integer> withoutValue = new HashSet<>();

  UniqueHits(IndexSearcher searcher, Sort order, String field) {
    this.searcher = searcher;
    this.order = order;
    this.field = field;
  }

  /** Returns the best hits, at most so many. */
  List<ScoreDoc> find(Query query, int limit) throws IOException {
    Set<String> seen = new HashSet<>();
    boolean hasMore = true;
    while (best.size() < limit && hasMore) {
      // Those without a value come again in each round.
      int most = limit + withoutValue.size();
      ScoreDoc[] round =
          searcher.search(without(query, seen), new TopFieldCollectorManager(order, most, most))
              .scoreDocs;
      hasMore = round.length == most;
      take(round, seen, limit);
    }
    return best;
  }

  private void take(ScoreDoc[] round, Set<String> seen, int limit) throws IOException {
    for (ScoreDoc hit : round) {
      if (best.size() < limit && isNew(hit.doc, seen)) {
        best.add(hit);
      }
    }
  }

  private boolean isNew(int document, Set<String> seen) throws IOException {
    Object value = StoredDocument.read(searcher.storedFields(), document, Set.of(field)).get(field);
    if (value == null) {
      return withoutValue.add(document);
    }
    boolean isNew = seen.add(value.toString());
    if (isNew) {
      values.put(document, value.toString());
    }
    return isNew;
  }

  private Query without(Query query, Set<String> seen) {
    if (seen.isEmpty()) {
      return query;
    }
    return new BooleanQuery.Builder()
        .add(query, Occur.MUST)
        .add(new TermInSetQuery(field, seen.stream().map(BytesRef::new).toList()), Occur.MUST_NOT)
        .build();
  }

  /** Returns how many other documents match that have the value of one that was found. */
  long others(Query query, int document) throws IOException {
    String value = values.get(document);
    if (value == null) {
      return 0;
    }
    Query same =
        new BooleanQuery.Builder()
            .add(query, Occur.FILTER)
            .add(new TermQuery(new Term(field, value)), Occur.FILTER)
            .build();
    return searcher.count(same) - 1L;
  }
}
