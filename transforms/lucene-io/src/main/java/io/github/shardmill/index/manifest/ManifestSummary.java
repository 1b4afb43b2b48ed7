package io.github.shardmill.index.manifest;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What an exported manifest came to. Who keeps the last value of the chain somewhere else can tell
 * later that the whole manifest is the one that was exported.
 *
 * @param generation generation of the commit
 * @param roots number of roots, a line each
 * @param documents number of documents of all roots
 * @param chain last value of the chain
 */
@JsonPropertyOrder({"generation", "roots", "documents", "chain"})
public record ManifestSummary(long generation, long roots, long documents, String chain) {}
