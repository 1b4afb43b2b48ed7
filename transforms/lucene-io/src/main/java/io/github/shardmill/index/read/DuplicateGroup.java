package io.github.shardmill.index.read;

/**
 * Documents that have the same value of a field, at least two.
 *
 * @param value the value
 * @param documents how many there are
 * @param bytes of all together
 * @param savableBytes what all but the largest have
 */
public record DuplicateGroup(String value, long documents, long bytes, long savableBytes) {}
