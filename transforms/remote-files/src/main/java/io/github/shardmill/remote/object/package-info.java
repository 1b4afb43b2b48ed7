/**
 * What stores of objects that are reached over HTTP have in common, whoever runs them: a flat list
 * of names in which directories are only read into slashes, reading that breaks off and goes on,
 * pauses between two tries, and the question whether a server knows a condition.
 *
 * <p>The modules that speak to a vendor's server extend these classes; what a request looks like
 * and what an answer means stands there. Nothing here knows a vendor or a client, and nobody but
 * those modules uses it.
 */
package io.github.shardmill.remote.object;
