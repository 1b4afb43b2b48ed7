package io.github.shardmill.index.schema;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.core.KeywordAnalyzer;

/**
 * Analyses each text field of a schema with the analyser that the schema names for it, and takes
 * the values of all other fields as they are, which is what a query on a keyword needs.
 */
final class SchemaAnalyzer extends DelegatingAnalyzerWrapper {
  private final Map<String, Analyzer> byName = new HashMap<>();
  private final Map<String, Analyzer> byField = new HashMap<>();
  private final Analyzer exact = new KeywordAnalyzer();

  SchemaAnalyzer(IndexSchema schema) {
    super(PER_FIELD_REUSE_STRATEGY);
    for (FieldSpec field : schema.fields()) {
      if (field.kind() == FieldKind.TEXT) {
        String name = field.analyzer().isEmpty() ? schema.analyzer() : field.analyzer();
        byField.put(field.name(), byName.computeIfAbsent(name, NamedAnalyzers::create));
      }
    }
  }

  @Override
  protected Analyzer getWrappedAnalyzer(String fieldName) {
    return byField.getOrDefault(fieldName, exact);
  }

  @Override
  public void close() {
    byName.values().forEach(Analyzer::close);
    exact.close();
    super.close();
  }
}
