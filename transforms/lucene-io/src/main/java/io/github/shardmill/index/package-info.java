/**
 * The index engine without Beam: build a shard index, adopt shard indexes, commit, verify, read
 * back.
 *
 * <p>Builders are single-threaded, values immutable. After any exception the target index is at its
 * previous commit, or the verdict says that its state is unknown. What does not belong here: Beam
 * types, Tika, and anything that knows what a file is.
 */
package io.github.shardmill.index;
