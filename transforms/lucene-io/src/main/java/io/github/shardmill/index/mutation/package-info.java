/**
 * What a caller hands to the engine: documents, mutations, and the function that makes them.
 *
 * <p>Immutable values and two interfaces. Nothing here knows how a mutation is stored; {@code
 * spool} writes them, {@code index} turns them into shards.
 */
package io.github.shardmill.index.mutation;
