package io.github.shardmill.index.gate;

import io.github.shardmill.index.Gate;
import io.github.shardmill.index.read.InvalidSearchException;
import io.github.shardmill.index.read.SchemaQuery;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.search.IndexSearcher;

/**
 * Refuses an index in which a query finds too little.
 *
 * @param query in the syntax of a search
 * @param least how many documents it must find
 * @param dateFields number fields that accept dates in the query
 */
public record ProbeGate(String query, long least, Set<String> dateFields) implements Gate {
  private static final Pattern FORM = Pattern.compile("(.*\\S)\\s*>=\\s*(\\d{1,18})\\s*");

  /** Copies the set. */
  public ProbeGate {
    dateFields = Set.copyOf(dateFields);
  }

  /**
   * Reads a probe such as {@code title:contract>=10}; what stands behind the last {@code >=} is the
   * number.
   *
   * @throws IllegalArgumentException if there is no query or no number
   */
  public static ProbeGate parse(String text, Set<String> dateFields) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a probe; write QUERY>=N, as in 'title:contract>=10'");
    }
    return new ProbeGate(form.group(1), Long.parseLong(form.group(2)), dateFields);
  }

  /**
   * Checks that the query can be asked of an index with this schema.
   *
   * @throws IllegalArgumentException if it cannot; the message says where it is wrong
   */
  public void requireAskable(IndexSchema schema) {
    try {
      SchemaQuery.parse(query, schema, dateFields);
    } catch (InvalidSearchException e) {
      throw new IllegalArgumentException("the probe '" + query + "': " + e.getMessage(), e);
    }
  }

  @Override
  public Result check(Candidate candidate) throws IOException {
    String gate = query + ">=" + least;
    try {
      long hits =
          new IndexSearcher(candidate.reader())
              .count(SchemaQuery.parse(query, candidate.plan().schema(), dateFields));
      return new Result(gate, hits >= least, hits + " found");
    } catch (InvalidSearchException | IndexSearcher.TooManyClauses e) {
      return new Result(gate, false, "cannot be asked: " + e.getMessage());
    }
  }
}
