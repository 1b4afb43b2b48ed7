package io.github.shardmill.index.read;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentCommitInfo;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;

/**
 * Finds the live documents that another commit does not hold in the same segment. Commits of one
 * index share most segments, so little is left to compare.
 */
final class DifferingDocuments {
  private final Map<String, LeafReader> others = new HashMap<>();

  /** Leaves out what another commit holds. */
  DifferingDocuments(DirectoryReader other) {
    for (LeafReaderContext leaf : other.leaves()) {
      identity(leaf.reader()).ifPresent(identity -> others.put(identity, leaf.reader()));
    }
  }

  /** Returns the documents of a segment that are left, one bit each. */
  FixedBitSet of(LeafReader leaf) {
    Bits live = leaf.getLiveDocs();
    LeafReader same = identity(leaf).map(others::get).orElse(null);
    Bits liveThere = same == null ? null : same.getLiveDocs();
    FixedBitSet left = new FixedBitSet(leaf.maxDoc());
    for (int document = 0; document < leaf.maxDoc(); document++) {
      boolean here = live == null || live.get(document);
      boolean there = same != null && (liveThere == null || liveThere.get(document));
      if (here && !there) {
        left.set(document);
      }
    }
    return left;
  }

  /** Returns what two copies of a segment have in common and no others, deletions aside. */
  private static Optional<String> identity(LeafReader leaf) {
    if (leaf instanceof SegmentReader segment) {
      SegmentCommitInfo info = segment.getSegmentInfo();
      // Doc values can be replaced in a segment that stays otherwise as it is.
      String id = StringHelper.idToString(info.info.getId());
      return Optional.of(id + " " + info.getDocValuesGen());
    }
    return Optional.empty();
  }
}
