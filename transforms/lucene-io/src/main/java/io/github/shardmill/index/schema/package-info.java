/**
 * Which fields exist and how they are analysed; the only place with Lucene field types.
 *
 * <p>A schema is an immutable, serialisable value. Its fingerprint changes if and only if a reader
 * of the index could notice. Analysers are named, never passed as objects, so that an index can
 * tell how it was made.
 */
package io.github.shardmill.index.schema;
