/**
 * The exported manifest of a commit: a line for every root, chained by hashes from the first line
 * to the last and to the commit. Writing it, and checking one that comes back.
 *
 * <p>Not here: the manifests that runs write as they go, see {@code index.read}; what a file is.
 */
package io.github.shardmill.index.manifest;
