package io.github.shardmill.index.read;

/**
 * One document of a group.
 *
 * @param id the document's id; for an index without ids, {@code #} and Lucene's number of it
 * @param root id of the root of its family
 * @param bytes how large it is; 0 where that is not known
 */
public record DuplicateDocument(String id, String root, long bytes) {}
