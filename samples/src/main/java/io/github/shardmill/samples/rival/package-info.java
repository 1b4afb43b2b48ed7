/**
 * The honest rival of the benchmark: what a good Lucene programmer would write by hand.
 *
 * <p>One class, no Beam, no staging, no records, no recovery: it gives what such a program gives,
 * at the speed it gives it. It shares no code with Shardmill on purpose, so that nothing that makes
 * Shardmill faster or slower can reach it.
 */
package io.github.shardmill.samples.rival;
