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
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.util.BytesRef;

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

  /**
   * Counts positions as Lucene does for the one value that a text field has. Leaves out terms that
   * are too long for an index, and their position empty: Lucene would refuse the whole document.
   */
  private static final class OccurrenceFilter extends TokenFilter {
    private final TermOccurrences terms;
    private final TermToBytesRefAttribute term = addAttribute(TermToBytesRefAttribute.class);
    private final PositionIncrementAttribute increment =
        addAttribute(PositionIncrementAttribute.class);
    private int position;
    private int leftOut;

    OccurrenceFilter(TokenStream input, TermOccurrences terms) {
      super(input);
      this.terms = terms;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      position = -1;
      leftOut = 0;
    }

    @Override
    public boolean incrementToken() throws IOException {
      int empty = 0;
      while (input.incrementToken()) {
        BytesRef bytes = term.getBytesRef();
        if (bytes.length <= IndexWriter.MAX_TERM_LENGTH) {
          increment.setPositionIncrement(empty + increment.getPositionIncrement());
          position += increment.getPositionIncrement();
          terms.add(bytes, position);
          return true;
        }
        empty += increment.getPositionIncrement();
      }
      leftOut = empty;
      return false;
    }

    @Override
    public void end() throws IOException {
      super.end();
      increment.setPositionIncrement(leftOut + increment.getPositionIncrement());
    }
  }
}
