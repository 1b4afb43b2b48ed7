package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.facet.FacetResult;
import org.apache.lucene.facet.FacetsCollector;
import org.apache.lucene.facet.FacetsCollectorManager;
import org.apache.lucene.facet.LabelAndValue;
import org.apache.lucene.facet.LongValueFacetCounts;
import org.apache.lucene.facet.StringDocValuesReaderState;
import org.apache.lucene.facet.StringValueFacetCounts;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * Counts facets over all documents that a query finds, shown or not. Memory is a bit for each
 * document and 4 bytes for each distinct value. Not thread-safe.
 */
final class FacetCounter {
  private final IndexSearcher searcher;
  private final IndexSchema schema;

  FacetCounter(IndexSearcher searcher, IndexSchema schema) {
    this.searcher = searcher;
    this.schema = schema;
  }

  List<FacetCounts> count(Query query, List<Facet> facets)
      throws InvalidSearchException, IOException {
    for (Facet facet : facets) {
      for (String field : facet.fields()) {
        check(facet, field);
      }
    }
    List<FacetCounts> counts = new ArrayList<>();
    if (!facets.isEmpty()) {
      FacetsCollector found = searcher.search(query, new FacetsCollectorManager());
      for (Facet facet : facets) {
        counts.add(counts(facet, result(facet, found)));
      }
    }
    return counts;
  }

  private void check(Facet facet, String field) throws InvalidSearchException {
    FieldSpec spec = schema.has(field) ? schema.field(field) : null;
    FieldKind kind = facet.kind() == Facet.Kind.YEAR ? FieldKind.LONG : FieldKind.KEYWORD;
    if (spec == null || spec.kind() != kind || !spec.docValues()) {
      throw new InvalidSearchException(
          "this index cannot count by "
              + facet.name()
              + ": it has no "
              + kind
              + " field '"
              + field
              + "' with doc values");
    }
  }

  private FacetResult result(Facet facet, FacetsCollector found) throws IOException {
    return switch (facet.kind()) {
      case VALUE -> {
        String field = facet.fields().get(0);
        StringDocValuesReaderState values =
            new StringDocValuesReaderState(searcher.getIndexReader(), field);
        yield new StringValueFacetCounts(values, found).getTopChildren(facet.limit(), field);
      }
      case YEAR ->
          new LongValueFacetCounts(facet.name(), new YearSource(facet.fields()), found)
              .getTopChildren(facet.limit(), facet.name());
    };
  }

  private static FacetCounts counts(Facet facet, FacetResult result) {
    List<FacetCounts.Count> top = new ArrayList<>();
    for (LabelAndValue value : result.labelValues) {
      top.add(new FacetCounts.Count(value.label, value.value.longValue()));
    }
    return new FacetCounts(facet.name(), result.value.longValue(), result.childCount, top);
  }
}
