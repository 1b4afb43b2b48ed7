package io.github.shardmill.index;

import java.io.Serializable;

/**
 * A finished part file of a run's records.
 *
 * @param name file name, unique within the run
 * @param lines number of lines
 * @param sha256 of the file's bytes, lower-case hex
 */
public record RecordsPart(String name, long lines, String sha256) implements Serializable {}
