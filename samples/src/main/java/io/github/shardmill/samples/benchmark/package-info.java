/**
 * Measures Shardmill against the hand-written indexer: both as child processes, in turn, on the
 * same folder, under the same JVM flags.
 *
 * <p>The entry is {@link io.github.shardmill.samples.benchmark.Benchmark}. Shardmill is known here
 * by its command line only, so that what is measured is what a person runs, start-up included.
 */
package io.github.shardmill.samples.benchmark;
