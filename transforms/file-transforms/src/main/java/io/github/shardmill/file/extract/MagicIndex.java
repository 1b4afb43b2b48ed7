package io.github.shardmill.file.extract;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * Finds the few magics that can match a file by one look at its first bytes.
 *
 * <p>Each magic is filed under its {@linkplain MagicClause#anchors anchors}. Those at one offset
 * are looked up by the byte that stands there; those anywhere in a range are met in a single pass
 * over the head, which looks up every pair of neighbouring bytes in a table. A magic none of whose
 * anchors fires cannot match; one without anchors is always a candidate. Immutable, safe for any
 * number of threads.
 */
final class MagicIndex {

  private static final int BYTE_VALUES = 256;

  private final BitSet always = new BitSet();

  /** The fixed offsets, and for each a row of {@code anchoredAt}, one slot per byte value. */
  private final int[] offsets;

  private final Entry[][] anchoredAt;

  /** One slot per pair of bytes: the anchors for ranges of offsets. */
  private final Entry[][] anchoredWithin = new Entry[BYTE_VALUES * BYTE_VALUES][];

  private int lastScanned = -1;

  private record Entry(MagicAnchor anchor, int rule) {}

  /**
   * @param rules numbered by their position in this list
   */
  MagicIndex(List<MagicRule> rules) {
    List<Entry> entries = new ArrayList<>();
    for (int rule = 0; rule < rules.size(); rule++) {
      Optional<List<MagicAnchor>> anchors = rules.get(rule).clause().anchors();
      always.set(rule, anchors.isEmpty());
      for (MagicAnchor anchor : anchors.orElse(List.of())) {
        entries.add(new Entry(anchor, rule));
      }
    }
    offsets =
        entries.stream()
            .map(entry -> entry.anchor().range())
            .filter(MagicRange::fixed)
            .mapToInt(MagicRange::first)
            .sorted()
            .distinct()
            .toArray();
    anchoredAt = new Entry[offsets.length * BYTE_VALUES][];
    entries.forEach(this::file);
  }

  private void file(Entry entry) {
    MagicRange range = entry.anchor().range();
    BitSet firsts = entry.anchor().first();
    int row = range.fixed() ? Arrays.binarySearch(offsets, range.first()) * BYTE_VALUES : 0;
    for (int first = firsts.nextSetBit(0); first >= 0; first = firsts.nextSetBit(first + 1)) {
      if (range.fixed()) {
        add(anchoredAt, row + first, entry);
      } else {
        fileWithin(entry, first);
      }
    }
  }

  private void fileWithin(Entry entry, int first) {
    BitSet seconds = entry.anchor().second();
    for (int second = seconds.nextSetBit(0); second >= 0; second = seconds.nextSetBit(second + 1)) {
      add(anchoredWithin, pair(first, second), entry);
    }
    lastScanned = Math.max(lastScanned, entry.anchor().range().last());
  }

  private static void add(Entry[][] table, int slot, Entry entry) {
    Entry[] filed = table[slot] == null ? new Entry[0] : table[slot];
    Entry[] longer = Arrays.copyOf(filed, filed.length + 1);
    longer[filed.length] = entry;
    table[slot] = longer;
  }

  /** The numbers of the rules that can match a file starting with these bytes. */
  BitSet candidates(byte[] head) {
    BitSet candidates = (BitSet) always.clone();
    for (int row = 0; row < offsets.length; row++) {
      int offset = offsets[row];
      Entry[] entries = anchoredAt[row * BYTE_VALUES + byteAt(head, offset)];
      if (entries != null) {
        mark(candidates, entries, head, offset);
      }
    }
    scan(head, candidates);
    return candidates;
  }

  private void scan(byte[] head, BitSet candidates) {
    int last = Math.min(head.length - 1, lastScanned);
    int next = byteAt(head, 0);
    for (int offset = 0; offset <= last; offset++) {
      int first = next;
      next = byteAt(head, offset + 1);
      Entry[] entries = anchoredWithin[pair(first, next)];
      if (entries != null) {
        mark(candidates, entries, head, offset);
      }
    }
  }

  private static void mark(BitSet candidates, Entry[] entries, byte[] head, int offset) {
    int next = byteAt(head, offset + 1);
    for (Entry entry : entries) {
      if (!candidates.get(entry.rule()) && entry.anchor().holds(head, offset, next)) {
        candidates.set(entry.rule());
      }
    }
  }

  private static int pair(int first, int second) {
    return first << Byte.SIZE | second;
  }

  private static int byteAt(byte[] head, int offset) {
    return offset < head.length ? head[offset] & 0xff : 0;
  }
}
