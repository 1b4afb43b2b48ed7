/**
 * Reads back what was committed: search, inspect, verify, list exceptions. Opens nothing for
 * writing and takes no lock.
 *
 * <p>Entry: {@link io.github.shardmill.index.read.CommittedIndex}. Everything sees the commit that
 * was last when the index was opened, for as long as the commit is retained. Results are immutable
 * values that serialise to JSON in declared order; presentation is the caller's. A plain Lucene
 * index made by others can be searched and inspected as far as its fields allow.
 *
 * <p>What does not belong here: anything that changes an index, and anything that knows what a file
 * is.
 */
package io.github.shardmill.index.read;
