package io.github.shardmill.index.read;

import io.github.shardmill.index.read.SearchResult.Passage;
import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.PassageFormatter;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/**
 * Finds the passages of stored text that a query matches, by analysing the text once more.
 *
 * <p>Looks at the first {@value #MAX_TEXT_CHARS} characters of a field only, so that a document of
 * 10 MB does not take seconds; a match behind them gives no passage.
 */
final class PassageFinder extends UnifiedHighlighter {
  /** How many characters of a field are looked at. */
  static final int MAX_TEXT_CHARS = 500_000;

  private static final int PASSAGE_GOAL_CHARS = 160;

  PassageFinder(IndexSearcher searcher, Analyzer analyzer) {
    super(
        UnifiedHighlighter.builder(searcher, analyzer)
            .withMaxLength(MAX_TEXT_CHARS)
            .withMaxNoHighlightPassages(0)
            .withBreakIterator(PassageFinder::passageBreaks));
  }

  /**
   * Breaks at words, around what was found. Sentences would read better, but what is indexed has
   * lists, code and tables, in which the next sentence is far away.
   */
  private static BreakIterator passageBreaks() {
    return LengthGoalBreakIterator.createClosestToLength(
        BreakIterator.getWordInstance(Locale.ROOT), PASSAGE_GOAL_CHARS, 0.5f);
  }

  @Override
  protected PassageFormatter getFormatter(String field) {
    return new PassageCutter(field);
  }

  /** Returns for each document its passages, in schema order of the fields, then in text order. */
  List<List<Passage>> find(Query query, int[] documents, IndexSchema schema, int maxPassages)
      throws IOException {
    List<List<Passage>> found = new ArrayList<>();
    Arrays.stream(documents).forEach(document -> found.add(new ArrayList<>()));
    Set<String> asked = fieldsOf(query);
    String[] fields =
        schema.fields().stream()
            .filter(field -> field.kind() == FieldKind.TEXT && asked.contains(field.name()))
            .map(FieldSpec::name)
            .toArray(String[]::new);
    if (fields.length == 0 || documents.length == 0) {
      return found;
    }
    int[] limits = new int[fields.length];
    Arrays.fill(limits, maxPassages);
    Map<String, Object[]> byField =
        highlightFieldsAsObjects(fields, query, documents.clone(), limits);
    for (String field : fields) {
      Object[] ofDocuments = byField.get(field);
      for (int i = 0; i < documents.length; i++) {
        if (ofDocuments[i] instanceof List<?> passages) {
          for (Object passage : passages) {
            found.get(i).add((Passage) passage);
          }
        }
      }
    }
    return found;
  }

  private static Set<String> fieldsOf(Query query) {
    Set<String> fields = new HashSet<>();
    query.visit(
        new QueryVisitor() {
          @Override
          public boolean acceptField(String field) {
            fields.add(field);
            return false;
          }
        });
    return fields;
  }
}
