package io.github.shardmill.file.extract;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A regular expression over the file's bytes read as ISO-8859-1, at one offset or at any of a
 * range. Asks the same engine for the same regions as {@link org.apache.tika.detect.MagicDetector},
 * but compiles once, copies nothing, and skips offsets where no match can begin.
 */
final class MagicRegex implements MagicClause {

  /** How many characters Tika lets an expression see from where it starts. */
  private static final int WINDOW_LENGTH = 8 * 1024;

  /** With more first bytes than this, second bytes are not explored: it would take too long. */
  private static final int MAX_EXPLORED = 16;

  private final Pattern pattern;
  private final int size;
  private final MagicRange range;
  private final BitSet firstBytes;

  /**
   * @param size length of the expression as Tika counts it, in bytes
   */
  MagicRegex(Pattern pattern, int size, MagicRange range) {
    this.pattern = pattern;
    this.size = size;
    this.range = range;
    this.firstBytes = viableAfter("");
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public boolean matches(byte[] head) {
    if (head.length < range.first()) {
      return false;
    }
    Latin1Window window = new Latin1Window(head, range.first(), WINDOW_LENGTH + range.width());
    Matcher matcher = pattern.matcher(window);
    for (int start = 0; start <= range.width(); start++) {
      if (firstBytes.get(window.charAt(start))
          && matcher.region(start, start + WINDOW_LENGTH).lookingAt()) {
        return true;
      }
    }
    return false;
  }

  /**
   * One anchor for each byte a match may begin with, or one for all if there are many. They do not
   * evaluate the expression: that happens when its turn has come, as in Tika, or not at all.
   */
  @Override
  public Optional<List<MagicAnchor>> anchors() {
    if (range.fixed() || firstBytes.cardinality() > MAX_EXPLORED) {
      return anchor(firstBytes, MagicAnchor.anyByte()).map(List::of);
    }
    List<MagicAnchor> anchors = new ArrayList<>();
    for (int value : firstBytes.stream().toArray()) {
      BitSet first = new BitSet(MagicAnchor.BYTE_VALUES);
      first.set(value);
      anchor(first, viableAfter(String.valueOf((char) value))).ifPresent(anchors::add);
    }
    return anchors.size() == firstBytes.cardinality() ? Optional.of(anchors) : Optional.empty();
  }

  private Optional<MagicAnchor> anchor(BitSet first, BitSet second) {
    return MagicAnchor.of(range, first, second, (head, offset) -> true);
  }

  /**
   * The bytes that may follow this beginning in a match. A beginning is ruled out only if the
   * engine gives it up without having asked for what comes next ({@link Matcher#hitEnd}): then no
   * continuation can match. {@link java.util.Scanner} rests on the same promise.
   */
  private BitSet viableAfter(String beginning) {
    BitSet viable = new BitSet(MagicAnchor.BYTE_VALUES);
    for (int value = 0; value < MagicAnchor.BYTE_VALUES; value++) {
      Matcher matcher = pattern.matcher(beginning + (char) value);
      viable.set(value, matcher.lookingAt() || matcher.hitEnd());
    }
    return viable;
  }

  /** Bytes as characters, with zeros beyond the end of the file. */
  private record Latin1Window(byte[] head, int offset, int length) implements CharSequence {

    @Override
    public char charAt(int index) {
      int position = offset + index;
      return position < head.length ? (char) (head[position] & 0xff) : 0;
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return new Latin1Window(head, offset + start, end - start);
    }

    @Override
    public String toString() {
      return new StringBuilder(length).append(this, 0, length).toString();
    }
  }
}
