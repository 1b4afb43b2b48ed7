package io.github.shardmill.index.read;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/**
 * Keeps the best of terms that are offered in their order: whole before begun, of more documents,
 * shorter, and in their order. Not thread-safe.
 */
final class BestTerms {
  /**
   * A term that was kept.
   *
   * @param whole whether it is all of what was typed
   * @param documents number of documents that have it
   * @param length number of code points that a person sees
   */
  record Ranked(boolean whole, long documents, int length, BytesRef term) {}

  private static final Comparator<Ranked> BEST_FIRST =
      Comparator.comparing(Ranked::whole)
          .thenComparing(Ranked::documents)
          .reversed()
          .thenComparing(Ranked::length)
          .thenComparing(Ranked::term);

  private final int limit;
  private final PriorityQueue<Ranked> worstFirst = new PriorityQueue<>(BEST_FIRST.reversed());

  BestTerms(int limit) {
    this.limit = limit;
  }

  /** Returns whether a term behind all others would be kept that has at most so many documents. */
  boolean wouldKeep(boolean whole, long documents, int length) {
    if (worstFirst.size() < limit) {
      return true;
    }
    Ranked worst = worstFirst.peek();
    if (worst == null || whole != worst.whole()) {
      return whole && worst != null;
    }
    return documents > worst.documents()
        || (documents == worst.documents() && length < worst.length());
  }

  /** Keeps a term if it is good enough. Copies it. */
  void offer(boolean whole, long documents, int length, BytesRef term) {
    if (wouldKeep(whole, documents, length)) {
      if (worstFirst.size() == limit) {
        worstFirst.poll();
      }
      worstFirst.add(new Ranked(whole, documents, length, BytesRef.deepCopyOf(term)));
    }
  }

  /** Returns what was kept, the best first. */
  List<Ranked> ranked() {
    List<Ranked> ranked = new ArrayList<>(worstFirst);
    ranked.sort(BEST_FIRST);
    return ranked;
  }
}
