package io.github.shardmill.file.extract;

import java.util.Comparator;
import org.apache.tika.mime.MediaType;

/**
 * A magic: files for which the clause holds may be of this type.
 *
 * @param priority the larger wins; types of the winning priority compete by name and metadata
 */
record MagicRule(MediaType type, int priority, MagicClause clause) {

  /**
   * The order in which Tika evaluates magics. It breaks further ties by the magic's text, which
   * changes nothing: these are rules for the same type.
   */
  static final Comparator<MagicRule> EVALUATION_ORDER =
      Comparator.comparingInt(MagicRule::priority)
          .thenComparingInt(rule -> rule.clause().size())
          .thenComparing(MagicRule::type)
          .reversed();
}
