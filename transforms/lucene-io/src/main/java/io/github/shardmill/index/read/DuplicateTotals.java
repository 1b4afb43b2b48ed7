package io.github.shardmill.index.read;

/**
 * All groups of duplicates of an index together.
 *
 * @param groups how many there are
 * @param documents how many documents are in them
 * @param savableBytes what could be saved if one document were left of each
 * @param emptyDocuments how many documents have the same value because they have no bytes; they are
 *     in no group
 */
public record DuplicateTotals(
    long groups, long documents, long savableBytes, long emptyDocuments) {}
