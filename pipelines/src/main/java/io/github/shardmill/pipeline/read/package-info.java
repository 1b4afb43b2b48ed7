/**
 * What is asked of an index of files that is there: filters, facets and suggestions by the fields
 * of files, the groups of a comparison of two commits and of exceptions, and whether the sources
 * are still as the index says.
 *
 * <p>Writes nothing and takes no lock. Questions are immutable values; only {@link
 * io.github.shardmill.pipeline.read.SourceComparison} reads files, with threads of its own. How
 * runs change an index is the package above, which knows nothing of this one.
 */
package io.github.shardmill.pipeline.read;
