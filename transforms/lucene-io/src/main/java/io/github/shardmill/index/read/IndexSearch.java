package io.github.shardmill.index.read;

import io.github.shardmill.index.read.SearchResult.Hit;
import io.github.shardmill.index.read.SearchResult.Passage;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.DocValuesType;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.FieldInfos;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.SortedSetSortField;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.apache.lucene.search.TopFieldDocs;
import org.apache.lucene.search.TotalHits;

/**
 * Searches a committed index. Safe to share between threads; holds no more memory than the hits it
 * returns.
 *
 * <p>A query without field names looks at the fields that the schema names, the title counting
 * twice. The order of hits is the same every time: by score, then by id. Filters change neither
 * scores nor passages. Facets count all documents that match, in a pass of their own, and so does
 * the total, also where only the best of those with one value are returned. The caller closes this,
 * before the index.
 */
public final class IndexSearch implements Closeable {
  /** Up to so many matches are counted exactly. */
  public static final int EXACT_TOTAL = 1_000_000;

  private final IndexSchema schema;
  private final FieldInfos infos;
  private final IndexSearcher searcher;
  private final Analyzer analyzer;
  private final Sort order;

  /** Searches the commit that was opened. */
  public IndexSearch(CommittedIndex index) {
    this.schema = index.schema();
    this.infos = FieldInfos.getMergedFieldInfos(index.reader());
    this.searcher = new IndexSearcher(index.reader());
    this.analyzer = NamedAnalyzers.forSchema(schema);
    FieldInfo id = infos.fieldInfo(IndexSchema.ID);
    boolean sortable = id != null && id.getDocValuesType() == DocValuesType.SORTED_SET;
    this.order =
        new Sort(
            SortField.FIELD_SCORE,
            sortable ? new SortedSetSortField(IndexSchema.ID, false) : SortField.FIELD_DOC);
  }

  /**
   * Searches.
   *
   * @throws InvalidSearchException if the query or a field name is wrong
   * @throws IOException if the index cannot be read
   */
  public SearchResult search(SearchRequest request) throws InvalidSearchException, IOException {
    Set<String> loaded = loaded(request);
    Query words =
        new SchemaQueryParser(schema, analyzer, request.dateFields()).parseQuery(request.query());
    Query query = new FilterQueries(schema).filtered(words, request.filters());
    try {
      List<FacetCounts> facets = new FacetCounter(searcher, schema).count(query, request.facets());
      if (request.limit() == 0) {
        return new SearchResult(searcher.count(query), true, List.of(), facets);
      }
      if (!request.unique().isEmpty()) {
        return unique(request, words, query, loaded, facets);
      }
      int limit = limit(request);
      TopFieldDocs top =
          searcher.search(query, new TopFieldCollectorManager(order, limit, EXACT_TOTAL));
      return new SearchResult(
          top.totalHits.value,
          top.totalHits.relation == TotalHits.Relation.EQUAL_TO,
          hits(request, words, top.scoreDocs, loaded),
          facets);
    } catch (IndexSearcher.TooManyClauses e) {
      throw new InvalidSearchException(
          "the query expands to more than " + IndexSearcher.getMaxClauseCount() + " clauses");
    }
  }

  private SearchResult unique(
      SearchRequest request, Query words, Query query, Set<String> loaded, List<FacetCounts> facets)
      throws InvalidSearchException, IOException {
    String field = request.unique();
    if (!schema.has(field) || schema.field(field).kind() != FieldKind.KEYWORD) {
      throw new InvalidSearchException("no keyword field '" + field + "' in this index");
    }
    UniqueHits unique = new UniqueHits(searcher, order, field);
    ScoreDoc[] best = unique.find(query, limit(request)).toArray(ScoreDoc[]::new);
    List<Hit> hits = new ArrayList<>(best.length);
    for (Hit hit : hits(request, words, best, loaded)) {
      hits.add(hit.withOthers(unique.others(query, best[hits.size()].doc)));
    }
    return new SearchResult(searcher.count(query), true, hits, facets);
  }

  private int limit(SearchRequest request) {
    return Math.min(request.limit(), Math.max(1, searcher.getIndexReader().maxDoc()));
  }

  private List<Hit> hits(SearchRequest request, Query query, ScoreDoc[] top, Set<String> loaded)
      throws IOException {
    int[] documents = Arrays.stream(top).mapToInt(hit -> hit.doc).toArray();
    List<List<Passage>> passages =
        request.passages() == 0
            ? List.of()
            : new PassageFinder(searcher, analyzer)
                .find(query, documents, schema, request.passages());
    StoredFields stored = searcher.storedFields();
    List<Hit> hits = new ArrayList<>(documents.length);
    for (int i = 0; i < documents.length; i++) {
      Map<String, Object> fields = StoredDocument.read(stored, documents[i], loaded);
      Object id = fields.getOrDefault(IndexSchema.ID, "#" + documents[i]);
      if (!request.fields().isEmpty() && !request.fields().contains(IndexSchema.ID)) {
        fields.remove(IndexSchema.ID);
      }
      hits.add(
          new Hit(
              id.toString(),
              score(top[i]),
              fields,
              passages.isEmpty() ? List.of() : passages.get(i)));
    }
    return hits;
  }

  private static float score(ScoreDoc document) {
    // Sorted by score first, so the score is the first of the values it was sorted by.
    return (Float) ((FieldDoc) document).fields[0];
  }

  /** Returns the stored fields to read: those asked for, and the id. */
  private Set<String> loaded(SearchRequest request) throws InvalidSearchException {
    Set<String> loaded = new LinkedHashSet<>();
    loaded.add(IndexSchema.ID);
    for (String name : request.fields()) {
      if (!schema.has(name) && infos.fieldInfo(name) == null) {
        throw new InvalidSearchException("no field '" + name + "' in this index");
      }
      loaded.add(name);
    }
    if (request.fields().isEmpty()) {
      schema.fields().stream()
          .filter(f -> f.kind() != FieldKind.TEXT || SchemaQueryParser.isHeading(f.name()))
          .map(FieldSpec::name)
          .forEach(loaded::add);
    }
    return loaded;
  }

  @Override
  public void close() {
    analyzer.close();
  }
}
