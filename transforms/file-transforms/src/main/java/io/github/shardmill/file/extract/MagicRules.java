package io.github.shardmill.file.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.tika.mime.MediaType;

/**
 * All magics, in the order in which Tika evaluates them. Immutable, safe for any number of threads.
 */
final class MagicRules {

  private final List<MagicRule> rules;
  private final MagicIndex index;

  MagicRules(List<MagicRule> rules) {
    this.rules = rules.stream().sorted(MagicRule.EVALUATION_ORDER).toList();
    this.index = new MagicIndex(this.rules);
  }

  /**
   * The types whose magics match, of the highest priority that has any; without repetitions, in
   * Tika's order. Evaluates only what can match, which leaves the outcome as it is: a magic that
   * does not match has no effect in Tika's loop.
   */
  List<MediaType> matchingTypes(byte[] head) {
    List<MediaType> types = new ArrayList<>(1);
    BitSet candidates = index.candidates(head);
    int priority = -1;
    for (int i = candidates.nextSetBit(0); i >= 0; i = candidates.nextSetBit(i + 1)) {
      MagicRule rule = rules.get(i);
      // Tika never cuts off below a priority of zero or less
      if (priority > 0 && priority > rule.priority()) {
        break;
      }
      if (rule.clause().matches(head)) {
        priority = rule.priority();
        if (!types.contains(rule.type())) {
          types.add(rule.type());
        }
      }
    }
    return types;
  }

  /** Whether any magic of this type matches, whatever its priority. */
  boolean anyMatches(MediaType type, byte[] head) {
    return index.candidates(head).stream()
        .mapToObj(rules::get)
        .anyMatch(rule -> rule.type().equals(type) && rule.clause().matches(head));
  }
}
