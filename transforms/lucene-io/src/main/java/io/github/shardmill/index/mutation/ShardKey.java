package io.github.shardmill.index.mutation;

import org.apache.lucene.util.StringHelper;

/**
 * Which shard a root id belongs to: MurmurHash3 (x86, 32 bit, seed 0) of the id's UTF-8 bytes,
 * taken as unsigned, modulo the number of shards. Part of the contract: it never changes, so that a
 * family stays together in every run, on every runner.
 */
public final class ShardKey {
  private ShardKey() {}

  /** Returns the shard, 0 to {@code shards - 1}, of the id whose UTF-8 bytes these are. */
  public static int of(byte[] rootId, int shards) {
    int hash = StringHelper.murmurhash3_x86_32(rootId, 0, rootId.length, 0);
    return Integer.remainderUnsigned(hash, shards);
  }
}
