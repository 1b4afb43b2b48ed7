package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.Query;

/** Queries as a search understands them, for those who search an index of their own. Stateless. */
public final class SchemaQuery {
  private SchemaQuery() {}

  /**
   * Returns the query that a text stands for over the fields of a schema.
   *
   * @param dateFields number fields that accept dates
   * @throws InvalidSearchException if it is wrong, or names a field that the schema lacks
   */
  public static Query parse(String text, IndexSchema schema, Set<String> dateFields)
      throws InvalidSearchException {
    try (Analyzer analyzer = NamedAnalyzers.forSchema(schema)) {
      return new SchemaQueryParser(schema, analyzer, dateFields).parseQuery(text);
    }
  }
}
