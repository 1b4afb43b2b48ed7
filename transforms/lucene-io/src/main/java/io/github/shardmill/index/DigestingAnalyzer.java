package io.github.shardmill.index;

import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.NamedAnalyzers;
import java.io.IOException;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;

/**
 * The schema's analyser, which also tells a {@link DocumentDigester} each term that it hands to the
 * index, so that text is analysed once. For one thread.
 */
final class DigestingAnalyzer extends AnalyzerWrapper {
  private final IndexSchema schema;
  private final DocumentDigester digester;
  private final Analyzer analyzer;

  DigestingAnalyzer(IndexSchema schema, DocumentDigester digester) {
    super(PER_FIELD_REUSE_STRATEGY);
    this.schema = schema;
    this.digester = digester;
    this.analyzer = NamedAnalyzers.forSchema(schema);
  }

  @Override
  protected Analyzer getWrappedAnalyzer(String fieldName) {
    return analyzer;
  }

  @Override
  protected TokenStreamComponents wrapComponents(
      String fieldName, TokenStreamComponents components) {
    TermOccurrences terms = digester.terms(schema.ordinal(fieldName));
    return new TokenStreamComponents(
        components.getSource(), new OccurrenceFilter(components.getTokenStream(), terms));
  }

  @Override
  public void close() {
    analyzer.close();
    super.close();
  }

  /** Counts positions as Lucene does for the one value that a text field has. */
  private static final class OccurrenceFilter extends TokenFilter {
    private final TermOccurrences terms;
    private final TermToBytesRefAttribute term = addAttribute(TermToBytesRefAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private int position;

    OccurrenceFilter(TokenStream input, TermOccurrences terms) {
      super(input);
      this.terms = terms;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      position = -1;
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!input.incrementToken()) {
        return false;
      }
      position += increment.getPositionIncrement();
      terms.add(term.getBytesRef(), position);
      return true;
    }
  }
}
