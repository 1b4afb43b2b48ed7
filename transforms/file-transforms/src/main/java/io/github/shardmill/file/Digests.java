package io.github.shardmill.file;

import java.io.Serializable;

/**
 * What was learned from the raw bytes of a file while they were read once.
 *
 * @param md5 lower-case hex
 * @param sha1 lower-case hex
 * @param sha256 lower-case hex
 * @param size number of bytes read
 */
public record Digests(String md5, String sha1, String sha256, long size) implements Serializable {}
