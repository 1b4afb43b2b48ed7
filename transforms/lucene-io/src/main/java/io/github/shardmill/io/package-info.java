/**
 * LuceneIO: Beam transforms that write any {@code PCollection} into a committed Lucene index.
 *
 * <p>The entry point is {@link io.github.shardmill.io.LuceneIO}; everything else is
 * package-private. At-least-once input becomes one commit per run. No index logic here: the
 * transforms are thin adapters over the engine in {@code index}.
 */
package io.github.shardmill.io;
