/** The hash that vouches for schemas, records and documents. What is hashed, its owner says. */
package io.github.shardmill.index.hash;
