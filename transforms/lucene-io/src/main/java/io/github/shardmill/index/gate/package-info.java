/**
 * The gates that a run can be told to pass before it is published: how many documents may be
 * missing, how many files may have failed, what must be found, and whether Lucene finds its new
 * segments sound.
 *
 * <p>Each is an immutable {@link io.github.shardmill.index.Gate} that reads the candidate and
 * changes nothing. A gate that finds what it must not is a result; one that cannot be checked
 * throws, and nothing is published either. What does not belong here: when gates are asked, and
 * what a refusal leads to.
 */
package io.github.shardmill.index.gate;
