package io.github.shardmill.file.extract;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A cheap condition that is necessary for a clause: at one offset, or somewhere in a range, stand
 * two neighbouring bytes out of two sets, and what they belong to stands around them. A byte beyond
 * the end of the file counts as zero, because Tika compares against a zeroed buffer.
 *
 * @param range offsets of the first of the two bytes
 * @param first its admitted values; not to be changed
 * @param second the admitted values of the byte after it; not to be changed
 * @param surroundings asked only where the two bytes are right
 */
record MagicAnchor(MagicRange range, BitSet first, BitSet second, Surroundings surroundings) {

  /** What must stand around the two bytes. */
  interface Surroundings {

    /** Returns whether they do, for two bytes of which the first is at {@code offset}. */
    boolean matchAt(byte[] head, int offset);
  }

  static final int BYTE_VALUES = 256;

  /** Anything broader fires on so many files that looking for it does not pay. */
  private static final int MAX_PAIRS = BYTE_VALUES * BYTE_VALUES / 4;

  /** More than any anchor at a fixed offset costs: looking there is cheaper than scanning. */
  private static final int RANGE_COST = 1 << 21;

  /**
   * Makes an anchor of a condition, unless it is too broad to help. Over a range of offsets the
   * first byte must not be zero either, so that a scan of the file's own bytes meets every hit.
   */
  static Optional<MagicAnchor> of(
      MagicRange range, BitSet first, BitSet second, Surroundings surroundings) {
    boolean tooBroad = first.cardinality() * second.cardinality() > MAX_PAIRS;
    boolean beyondEnd = !range.fixed() && first.get(0);
    return tooBroad || beyondEnd
        ? Optional.empty()
        : Optional.of(new MagicAnchor(range, first, second, surroundings));
  }

  static BitSet anyByte() {
    BitSet any = new BitSet(BYTE_VALUES);
    any.set(0, BYTE_VALUES);
    return any;
  }

  /**
   * Whether the condition holds at this offset, whose byte must be one of the first set.
   *
   * @param next the byte after it
   */
  boolean holds(byte[] head, int offset, int next) {
    return range.first() <= offset
        && offset <= range.last()
        && second.get(next)
        && surroundings.matchAt(head, offset);
  }

  /** How costly and how unspecific the anchor is; an order, without a unit. */
  int cost() {
    int unspecific = commonness(first) * commonness(second);
    return range.fixed() ? unspecific : unspecific + RANGE_COST;
  }

  static long cost(List<MagicAnchor> anchors) {
    return anchors.stream().mapToLong(MagicAnchor::cost).sum();
  }

  private static int commonness(BitSet values) {
    int sum = 0;
    for (int value = values.nextSetBit(0); value >= 0; value = values.nextSetBit(value + 1)) {
      sum += commonness(value);
    }
    return sum;
  }

  /** Rough frequency of a byte in the heads of files: zeros, then small letters, then the rest. */
  private static int commonness(int value) {
    if (value == 0) {
      return 8;
    }
    return (value >= 'a' && value <= 'z') || value == ' ' || value == '\n' ? 4 : 1;
  }
}
