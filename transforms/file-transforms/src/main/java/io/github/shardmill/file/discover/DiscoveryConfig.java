package io.github.shardmill.file.discover;

import java.io.Serializable;

/**
 * What {@link DiscoverFiles} was told. Immutable.
 *
 * @param filter which files are wanted
 * @param limits how many files travel together
 * @param recordsDirectory URI of the directory for part files; null to record nothing
 * @param watch stands by on every worker that lists
 */
record DiscoveryConfig(
    FileFilter filter, BatchLimits limits, String recordsDirectory, ListingWatch watch)
    implements Serializable {
  static final DiscoveryConfig DEFAULT =
      new DiscoveryConfig(FileFilter.DEFAULT, BatchLimits.DEFAULT, null, ListingWatch.NONE);
}
