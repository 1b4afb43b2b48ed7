package io.github.shardmill.file;

import java.io.Serializable;

/**
 * One file of a listing.
 *
 * @param path where the file is below the root of its source
 * @param size bytes, as listed
 * @param modifiedMillis time of last modification as listed, milliseconds since 1970 UTC
 */
public record FileEntry(RelativePath path, long size, long modifiedMillis)
    implements Serializable {}
