package io.github.shardmill.io;

import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.spool.Region;
import java.io.Serializable;
import java.util.List;

/**
 * What a bundle of mutations sends to a shard: handles of its regions, and on one of the shards the
 * counts of the bundle and the part files of its records. Never a document.
 */
record SpoolPart(List<Region> regions, Tally tally, List<RecordsPart> records)
    implements Serializable {
  static final SpoolPart EMPTY = new SpoolPart(List.of(), Tally.EMPTY, List.of());
}
