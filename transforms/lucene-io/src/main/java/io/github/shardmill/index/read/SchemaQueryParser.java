package io.github.shardmill.index.read;

import io.github.shardmill.index.schema.FieldKind;
import io.github.shardmill.index.schema.IndexSchema;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.MultiFieldQueryParser;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParserConstants;
import org.apache.lucene.queryparser.classic.Token;
import org.apache.lucene.queryparser.classic.TokenMgrError;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;

/**
 * Lucene's classic query syntax over the fields of a schema. Not thread-safe, for one query.
 *
 * <p>Keywords match exactly, and count the same in every document, so that ranking does not depend
 * on how many of them an index has. Number fields take numbers and ranges, and dates where told. A
 * field that the schema lacks is an error, because it could never match.
 */
final class SchemaQueryParser extends MultiFieldQueryParser {
  private static final Map<String, Float> BOOSTS = Map.of("title", 2f);
  private static final Pattern COLUMN = Pattern.compile("column (\\d+)");

  private final IndexSchema schema;
  private final Set<String> dateFields;

  SchemaQueryParser(IndexSchema schema, Analyzer analyzer, Set<String> dateFields) {
    super(schema.searched().toArray(new String[0]), analyzer, BOOSTS);
    this.schema = schema;
    this.dateFields = dateFields;
    setAllowLeadingWildcard(true);
    // What a person wrote as one word belongs together, however many terms it gives.
    setSplitOnWhitespace(true);
    setAutoGeneratePhraseQueries(true);
  }

  /** Returns whether text of this field is short, and counts more than other text. */
  static boolean isHeading(String field) {
    return BOOSTS.containsKey(field);
  }

  /** Parses a query. */
  Query parseQuery(String text) throws InvalidSearchException {
    if (text.isBlank()) {
      throw new InvalidSearchException("the query is empty; *:* finds all documents");
    }
    try {
      return withoutExclusionOnly(parse(text));
    } catch (ParseException e) {
      throw explain(text, e.getCause() == null ? e : e.getCause());
    }
  }

  @Override
  protected Query newFieldQuery(Analyzer analyzer, String field, String text, boolean quoted)
      throws ParseException {
    return switch (kind(field)) {
      case TEXT -> super.newFieldQuery(analyzer, field, text, quoted);
      case KEYWORD -> new ConstantScoreQuery(new TermQuery(new Term(field, text)));
      case LONG -> {
        NumberInterval interval = interval(field, text);
        yield between(field, interval.first(), interval.last());
      }
    };
  }

  @Override
  protected Query getRangeQuery(
      String field, String low, String high, boolean lowInclusive, boolean highInclusive)
      throws ParseException {
    if (field == null || kind(field) != FieldKind.LONG) {
      return super.getRangeQuery(field, low, high, lowInclusive, highInclusive);
    }
    long first = Long.MIN_VALUE;
    long last = Long.MAX_VALUE;
    if (low != null) {
      NumberInterval interval = interval(field, low);
      first = lowInclusive ? interval.first() : interval.last() + 1;
      if (!lowInclusive && interval.last() == Long.MAX_VALUE) {
        return new MatchNoDocsQuery("nothing is above the highest number");
      }
    }
    if (high != null) {
      NumberInterval interval = interval(field, high);
      last = highInclusive ? interval.last() : interval.first() - 1;
      if (!highInclusive && interval.first() == Long.MIN_VALUE) {
        return new MatchNoDocsQuery("nothing is below the lowest number");
      }
    }
    return between(field, first, last);
  }

  @Override
  protected Query getWildcardQuery(String field, String pattern) throws ParseException {
    // The parser asks for *:* by the field "*".
    boolean anyField = field == null || field.equals("*");
    if (!anyField && kind(field) == FieldKind.LONG && pattern.equals("*")) {
      return between(field, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (!anyField) {
      checkTerms(field);
    }
    return super.getWildcardQuery(field, pattern);
  }

  @Override
  protected Query getPrefixQuery(String field, String prefix) throws ParseException {
    checkTerms(field);
    return super.getPrefixQuery(field, prefix);
  }

  @Override
  protected Query getFuzzyQuery(String field, String term, float similarity) throws ParseException {
    checkTerms(field);
    return super.getFuzzyQuery(field, term, similarity);
  }

  @Override
  protected Query getRegexpQuery(String field, String pattern) throws ParseException {
    checkTerms(field);
    try {
      return super.getRegexpQuery(field, pattern);
    } catch (IllegalArgumentException | TooComplexToDeterminizeException e) {
      throw at("not a regular expression: /" + pattern + "/: " + IndexDirectory.firstLine(e));
    }
  }

  private FieldKind kind(String field) throws ParseException {
    if (!schema.has(field)) {
      List<String> names = schema.fields().stream().map(f -> f.name()).toList();
      throw at(
          "no field '"
              + field
              + "' in this index, which has "
              + String.join(", ", names)
              + "; to search for a colon, write \\:");
    }
    return schema.field(field).kind();
  }

  private void checkTerms(String field) throws ParseException {
    if (field != null && kind(field) == FieldKind.LONG) {
      throw at(field + " is a number: give a number or a range such as " + field + ":[1 TO 9]");
    }
  }

  private NumberInterval interval(String field, String term) throws ParseException {
    boolean date = dateFields.contains(field);
    try {
      return date ? NumberInterval.ofDate(term) : NumberInterval.ofNumber(term);
    } catch (NumberFormatException | DateTimeException e) {
      throw at("'" + term + "' is not a " + (date ? "date such as 2024-12-31" : "whole number"));
    }
  }

  private static Query between(String field, long first, long last) {
    return new ConstantScoreQuery(LongPoint.newRangeQuery(field, first, last));
  }

  /** Lets {@code NOT word} find all other documents; to Lucene, exclusions alone find nothing. */
  private static Query withoutExclusionOnly(Query query) {
    if (!(query instanceof BooleanQuery all)
        || all.clauses().isEmpty()
        || !all.clauses().stream().allMatch(BooleanClause::isProhibited)) {
      return query;
    }
    BooleanQuery.Builder builder = new BooleanQuery.Builder();
    builder.add(new MatchAllDocsQuery(), BooleanClause.Occur.MUST);
    all.clauses().forEach(builder::add);
    return builder.build();
  }

  private ParseException at(String message) {
    return new LocatedException(message, token == null ? 0 : token.beginColumn);
  }

  private static InvalidSearchException explain(String text, Throwable cause) {
    if (cause instanceof LocatedException located) {
      return new InvalidSearchException(located.getMessage(), located.column + 1, cause);
    }
    if (cause instanceof IndexSearcher.TooManyClauses) {
      return new InvalidSearchException(
          "the query has more than " + IndexSearcher.getMaxClauseCount() + " clauses");
    }
    if (cause instanceof TokenMgrError) {
      Matcher column = COLUMN.matcher(cause.getMessage());
      int position = column.find() ? Integer.parseInt(column.group(1)) + 1 : text.length();
      String message = "a quote, bracket or slash is not closed, or must be escaped by \\";
      return new InvalidSearchException(message, Math.min(position, text.length()), cause);
    }
    if (cause instanceof ParseException e && e.currentToken != null) {
      Token unexpected = e.currentToken.next;
      boolean ends = unexpected.kind == QueryParserConstants.EOF;
      return new InvalidSearchException(
          ends ? "the query ends too early" : "unexpected '" + unexpected.image + "'",
          ends ? text.length() : unexpected.beginColumn + 1,
          cause);
    }
    return new InvalidSearchException("not a query: " + IndexDirectory.firstLine(cause));
  }

  /** Knows the column, from 0, that the parser had reached. */
  private static final class LocatedException extends ParseException {
    private static final long serialVersionUID = 1L;

    private final int column;

    LocatedException(String message, int column) {
      super(message);
      this.column = column;
    }
  }
}
