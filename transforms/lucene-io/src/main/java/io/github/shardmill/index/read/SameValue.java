package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/**
 * Stands at one value of a field after another, in their order, with the documents that have it in
 * all segments. Not thread-safe.
 */
final class SameValue {
  private final Map<TermCursor, SegmentDuplicates> segments = new HashMap<>();
  private final TermUnion union;

  /** Begins before the first value of some segments. */
  SameValue(List<SegmentDuplicates> segments) {
    segments.forEach(segment -> this.segments.put(segment.cursor(), segment));
    this.union = new TermUnion(segments.stream().map(SegmentDuplicates::cursor).toList());
  }

  /** Takes one document after the other. */
  @FunctionalInterface
  interface DocumentVisitor {
    void visit(DuplicateDocument document) throws IOException;
  }

  /** Goes to the next value; false behind the last. */
  boolean next() throws IOException {
    return union.next();
  }

  /** Returns the group of the value, and counts the empty documents; none of a single document. */
  Optional<DuplicateGroup> group(DuplicateSums sums) throws IOException {
    if (union.documentsAtMost() < 2) {
      return Optional.empty();
    }
    long documents = 0;
    long bytes = 0;
    long largest = 0;
    for (SegmentDuplicates segment : current()) {
      while (segment.next()) {
        documents++;
        bytes += segment.bytes();
        largest = Math.max(largest, segment.bytes());
      }
      sums.addEmpty(segment.empty());
    }
    return documents < 2
        ? Optional.empty()
        : Optional.of(
            new DuplicateGroup(union.term().utf8ToString(), documents, bytes, bytes - largest));
  }

  /**
   * Hands over the documents of the value, in the order of the roots of their families: that is the
   * order of each segment, and a family is in one segment.
   */
  void forEachDocument(DocumentVisitor visitor) throws IOException {
    PriorityQueue<Head> heads =
        new PriorityQueue<>(
            Comparator.comparing(Head::root).thenComparing(head -> head.segment().number()));
    for (SegmentDuplicates segment : current()) {
      addNext(segment, heads);
    }
    while (!heads.isEmpty()) {
      SegmentDuplicates segment = heads.poll().segment();
      visitor.visit(segment.document());
      addNext(segment, heads);
    }
  }

  /** A segment, and the root of the document at which it stands. */
  private record Head(BytesRef root, SegmentDuplicates segment) {}

  private static void addNext(SegmentDuplicates segment, PriorityQueue<Head> heads)
      throws IOException {
    if (segment.next()) {
      heads.add(new Head(new BytesRef(segment.root()), segment));
    }
  }

  /** Returns the segments that have the value, each in front of its first document. */
  private List<SegmentDuplicates> current() throws IOException {
    List<SegmentDuplicates> current = new ArrayList<>();
    for (TermCursor cursor : union.current()) {
      SegmentDuplicates segment = segments.get(cursor);
      segment.begin();
      current.add(segment);
    }
    return current;
  }
}
