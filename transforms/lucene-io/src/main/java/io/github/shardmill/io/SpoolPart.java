package io.github.shardmill.io;

import io.github.shardmill.index.Tally;
import io.github.shardmill.index.spool.Region;
import java.io.Serializable;
import java.util.List;

/**
 * What a bundle of mutations sends to a shard: handles of its regions, and on one of the shards the
 * counts of the bundle. Never a document.
 */
record SpoolPart(List<Region> regions, Tally tally) implements Serializable {
  static final SpoolPart EMPTY = new SpoolPart(List.of(), Tally.EMPTY);
}
