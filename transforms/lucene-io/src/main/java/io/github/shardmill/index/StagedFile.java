package io.github.shardmill.index;

import java.io.Serializable;

/**
 * A file of a staged shard index.
 *
 * @param name file name
 * @param length in bytes
 * @param checksum the CRC-32 in the footer that Lucene wrote
 */
public record StagedFile(String name, long length, long checksum) implements Serializable {}
