package io.github.shardmill.file.change;

import io.github.shardmill.file.Outcome;

/**
 * What an earlier run recorded of a file. Immutable.
 *
 * @param size bytes
 * @param modifiedMillis time of last modification when it was read, milliseconds since 1970 UTC
 * @param outcome how its extraction ended
 * @param extractor what extracted it, see {@link io.github.shardmill.file.ExtractorVersion}
 * @param characters length of its text in UTF-16 code units, or of the longest of its items
 * @param attempts how often it was tried in a row without another outcome than a retryable one; 0
 *     for other outcomes
 * @param attemptedMillis when it was tried last, milliseconds since 1970 UTC; 0 for other outcomes
 */
public record KnownFile(
    long size,
    long modifiedMillis,
    Outcome outcome,
    String extractor,
    long characters,
    long attempts,
    long attemptedMillis) {}
