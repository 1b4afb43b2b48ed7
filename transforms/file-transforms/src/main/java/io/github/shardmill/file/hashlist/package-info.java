/**
 * Lists of known files by their digests: read as text, sorted, and looked into.
 *
 * <p>A list of any order becomes one file of sorted digests, of which a process that looks into it
 * holds a small table in memory. Nothing here knows which file is asked about, or what becomes of
 * one that is on the list. What is wrong with a list is said with its line and ends in an {@link
 * java.lang.IllegalArgumentException}.
 */
package io.github.shardmill.file.hashlist;
