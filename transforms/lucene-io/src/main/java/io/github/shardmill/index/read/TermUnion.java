package io.github.shardmill.index.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/**
 * Walks the terms of several cursors in one order; documents with the same term count together, in
 * whichever segment or field it is. Not thread-safe.
 */
final class TermUnion {
  private final PriorityQueue<TermCursor> waiting =
      new PriorityQueue<>(Comparator.comparing(TermCursor::term));

  /** Those at the current term. */
  private final List<TermCursor> current = new ArrayList<>();

  /** Begins before the first term. */
  TermUnion(List<TermCursor> cursors) {
    waiting.addAll(cursors);
  }

  /** Goes to the next term; false behind the last. */
  boolean next() throws IOException {
    for (TermCursor cursor : current) {
      if (cursor.next()) {
        waiting.add(cursor);
      }
    }
    current.clear();
    if (waiting.isEmpty()) {
      return false;
    }
    current.add(waiting.poll());
    while (!waiting.isEmpty() && waiting.peek().term().bytesEquals(term())) {
      current.add(waiting.poll());
    }
    return true;
  }

  /** Returns the cursors that stand at the term; valid until {@link #next}. */
  List<TermCursor> current() {
    return List.copyOf(current);
  }

  /** Returns the term; valid until {@link #next}. */
  BytesRef term() {
    return current.get(0).term();
  }

  /** Returns a number that {@link #documents} does not exceed, at no cost. */
  long documentsAtMost() throws IOException {
    long most = 0;
    for (TermCursor cursor : current) {
      most += cursor.documentsAtMost();
    }
    return most;
  }

  /** Returns the number of documents with the term that count. */
  long documents() throws IOException {
    long documents = 0;
    for (TermCursor cursor : current) {
      documents += cursor.documents();
    }
    return documents;
  }
}
