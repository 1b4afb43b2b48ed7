/**
 * The values that the file transforms exchange: sources, files, file batches, digests, outcomes and
 * extracted documents.
 *
 * <p>All values are immutable and safe to share between threads. Nothing here reads a file, knows
 * Tika, Lucene or a Beam transform; coders for values that travel as Beam elements live beside them
 * and have a stable, tested form.
 */
package io.github.shardmill.file;
