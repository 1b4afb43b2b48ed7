package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.CompletionTerm;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

/** Turns filters into Lucene's queries over the fields of a schema. Not thread-safe. */
final class FilterQueries {
  private final IndexSchema schema;

  FilterQueries(IndexSchema schema) {
    this.schema = schema;
  }

  /** Returns a query for what passes all filters, scored as the query alone would be. */
  Query filtered(Query query, List<SearchFilter> filters) throws InvalidSearchException {
    if (filters.isEmpty()) {
      return query;
    }
    BooleanQuery.Builder all = new BooleanQuery.Builder().add(query, BooleanClause.Occur.MUST);
    for (SearchFilter filter : filters) {
      all.add(query(filter), BooleanClause.Occur.FILTER);
    }
    return all.build();
  }

  private Query query(SearchFilter filter) throws InvalidSearchException {
    if (filter instanceof SearchFilter.Values values) {
      field(values.field(), FieldKind.KEYWORD);
      return new TermInSetQuery(
          values.field(), values.values().stream().map(BytesRef::new).toList());
    }
    if (filter instanceof SearchFilter.Prefix prefix) {
      field(prefix.field(), FieldKind.KEYWORD);
      return new PrefixQuery(new Term(prefix.field(), prefix.prefix()));
    }
    if (filter instanceof SearchFilter.Folded folded) {
      return folded(folded);
    }
    if (filter instanceof SearchFilter.Range range) {
      field(range.field(), FieldKind.LONG);
      return LongPoint.newRangeQuery(range.field(), range.first(), range.last());
    }
    return anyOf((SearchFilter.AnyOf) filter);
  }

  private Query folded(SearchFilter.Folded folded) throws InvalidSearchException {
    if (schema.has(folded.field()) && schema.field(folded.field()).completions()) {
      String completions = schema.field(folded.field()).completionField();
      return new PrefixQuery(new Term(completions, CompletionTerm.equalTo(folded.value())));
    }
    field(folded.field(), FieldKind.KEYWORD);
    return new TermQuery(new Term(folded.field(), folded.value()));
  }

  private Query anyOf(SearchFilter.AnyOf anyOf) throws InvalidSearchException {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    for (SearchFilter filter : anyOf.filters()) {
      any.add(query(filter), BooleanClause.Occur.SHOULD);
    }
    return any.build();
  }

  private void field(String name, FieldKind kind) throws InvalidSearchException {
    if (!schema.has(name)) {
      throw new InvalidSearchException("no field '" + name + "' in this index to filter by");
    }
    FieldSpec field = schema.field(name);
    if (field.kind() != kind) {
      throw new InvalidSearchException(
          "field " + name + " is " + field.kind() + ", not " + kind + ": no filter by it");
    }
  }
}
