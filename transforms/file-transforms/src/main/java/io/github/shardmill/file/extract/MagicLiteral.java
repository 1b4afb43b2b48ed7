package io.github.shardmill.file.extract;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A byte string, masked or not, at one offset or anywhere in a range of offsets. Compares as {@link
 * org.apache.tika.detect.MagicDetector} does, in place instead of in a copy: what lies beyond the
 * end of the file counts as zeros, but the string must fit in at the first offset.
 */
final class MagicLiteral implements MagicClause {

  /** How far into the string to look for the pair of bytes that tells most. */
  private static final int ANCHOR_REACH = 8;

  private final byte[] bytes;
  private final byte[] mask;
  private final boolean ignoreCase;
  private final MagicRange range;

  /**
   * @param bytes what to find, mask already applied
   * @param mask applied to the file's bytes, as long as {@code bytes}
   * @param ignoreCase whether the file's bytes are turned to lower case (not {@code bytes})
   */
  MagicLiteral(byte[] bytes, byte[] mask, boolean ignoreCase, MagicRange range) {
    this.bytes = bytes.clone();
    this.mask = mask.clone();
    this.ignoreCase = ignoreCase;
    this.range = range;
  }

  @Override
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean matches(byte[] head) {
    if (head.length < range.first() + bytes.length) {
      return false;
    }
    // From the end of the file on every window is the same: all zeros.
    int last = Math.min(range.last(), head.length);
    for (int offset = range.first(); offset <= last; offset++) {
      if (matchesAt(head, offset)) {
        return true;
      }
    }
    return false;
  }

  private boolean matchesAt(byte[] head, int offset) {
    for (int i = 0; i < bytes.length; i++) {
      if (!admits(i, offset + i < head.length ? head[offset + i] : 0)) {
        return false;
      }
    }
    return true;
  }

  /** Tika's comparison of one byte, sign extension included. */
  private boolean admits(int index, byte value) {
    int masked = value & mask[index];
    if (ignoreCase) {
      masked = Character.toLowerCase(masked);
    }
    return masked == bytes[index];
  }

  @Override
  public Optional<List<MagicAnchor>> anchors() {
    MagicAnchor best = null;
    BitSet next = bytes.length == 0 ? null : admitted(0);
    for (int i = 0; i < Math.min(bytes.length, ANCHOR_REACH); i++) {
      BitSet first = next;
      next = i + 1 < bytes.length ? admitted(i + 1) : MagicAnchor.anyByte();
      MagicAnchor anchor = anchor(i, first, next).orElse(best);
      if (best == null || anchor.cost() < best.cost()) {
        best = anchor;
      }
    }
    return Optional.ofNullable(best).map(List::of);
  }

  private Optional<MagicAnchor> anchor(int index, BitSet first, BitSet second) {
    MagicAnchor.Surroundings string = (head, offset) -> matchesAt(head, offset - index);
    return MagicAnchor.of(range.shifted(index), first, second, string);
  }

  /** The bytes that may stand at this place of the string. */
  private BitSet admitted(int index) {
    BitSet admitted = new BitSet(MagicAnchor.BYTE_VALUES);
    if (mask[index] == -1 && !ignoreCase) {
      admitted.set(bytes[index] & 0xff);
      return admitted;
    }
    for (int value = 0; value < MagicAnchor.BYTE_VALUES; value++) {
      admitted.set(value, admits(index, (byte) value));
    }
    return admitted;
  }
}
