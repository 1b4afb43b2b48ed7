package io.github.shardmill.pipeline;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.read.DocumentMarks;
import java.io.Serializable;
import java.util.List;

/**
 * What comparing a part of the listing with the index came to. Parts of a run add up.
 *
 * @param found documents whose files are there
 * @param tally what was counted
 * @param listings sources of which the listing ended
 */
record ComparedPart(DocumentMarks found, Tally tally, List<Listing> listings)
    implements Serializable {
  /**
   * The listing of one source.
   *
   * @param source its name
   * @param files how many files were found, those left out by a filter included
   * @param unreadableDirectories directories that could not be listed
   */
  record Listing(String source, long files, long unreadableDirectories) implements Serializable {}

  ComparedPart {
    listings = List.copyOf(listings);
  }

  static ComparedPart of(DiscoverySummary summary) {
    Listing listing =
        new Listing(summary.source(), summary.discovered(), summary.unreadableDirectories());
    return new ComparedPart(new DocumentMarks.Builder().build(), Tally.EMPTY, List.of(listing));
  }
}
