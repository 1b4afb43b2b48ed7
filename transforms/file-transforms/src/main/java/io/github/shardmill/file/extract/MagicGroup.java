package io.github.shardmill.file.extract;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A clause that holds when enough of its parts do: all of them (and), one (or), or some number.
 *
 * @param required how many parts must match, from 1 to the number of parts
 * @param size Tika's weight: the sum for an "and", else the largest part's
 */
record MagicGroup(int required, List<MagicClause> clauses, int size) implements MagicClause {

  MagicGroup {
    clauses = List.copyOf(clauses);
  }

  static MagicGroup allOf(MagicClause first, MagicClause second) {
    return new MagicGroup(2, List.of(first, second), first.size() + second.size());
  }

  static MagicGroup atLeast(int required, List<MagicClause> clauses) {
    int size = clauses.stream().mapToInt(MagicClause::size).max().orElse(0);
    return new MagicGroup(required, clauses, size);
  }

  @Override
  public boolean matches(byte[] head) {
    int matched = 0;
    int left = clauses.size();
    for (MagicClause clause : clauses) {
      if (clause.matches(head) && ++matched == required) {
        return true;
      }
      if (matched + --left < required) {
        return false;
      }
    }
    return false;
  }

  /**
   * Where k of n parts must match, any n - k + 1 of them contain one that does: for an "and" one
   * part will do, for an "or" it takes all. The cheapest are taken.
   */
  @Override
  public Optional<List<MagicAnchor>> anchors() {
    int needed = clauses.size() - required + 1;
    List<List<MagicAnchor>> cheapest =
        clauses.stream()
            .map(MagicClause::anchors)
            .flatMap(Optional::stream)
            .sorted(Comparator.comparingLong(MagicAnchor::cost))
            .limit(needed)
            .toList();
    return cheapest.size() < needed
        ? Optional.empty()
        : Optional.of(cheapest.stream().flatMap(List::stream).toList());
  }
}
