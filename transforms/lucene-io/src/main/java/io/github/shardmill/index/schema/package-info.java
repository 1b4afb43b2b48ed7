/**
 * Which fields exist and how they are analysed; the only place with Lucene field types.
 *
 * <p>A schema is an immutable, serialisable value. Two schemas have the same fingerprint if and
 * only if they are equal, in everything that a reader or the records of a run could show. Analysers
 * are named, never passed as objects, so that an index can tell how it was made.
 */
package io.github.shardmill.index.schema;
