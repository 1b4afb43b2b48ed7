package io.github.shardmill.file.extract;

import java.util.List;
import java.util.Optional;

/**
 * One node of a magic's condition on the first bytes of a file. Immutable, safe for any number of
 * threads.
 */
sealed interface MagicClause permits MagicGroup, MagicLiteral, MagicRegex {

  /** Whether the clause holds for a file that starts with these bytes; exactly Tika's answer. */
  boolean matches(byte[] head);

  /** The weight by which Tika orders magics of equal priority. */
  int size();

  /**
   * Places to look at before evaluating the clause: where none of them {@linkplain MagicAnchor
   * holds}, the clause cannot match. Empty if there is no such set, so that the clause must always
   * be evaluated.
   */
  Optional<List<MagicAnchor>> anchors();
}
