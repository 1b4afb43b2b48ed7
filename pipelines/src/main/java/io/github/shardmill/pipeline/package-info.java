/**
 * The pipelines and their settings, the one place where files and index meet. Wiring only.
 *
 * <p>Settings and reports are immutable values. A run is started, watched, cancelled and awaited
 * through {@link io.github.shardmill.pipeline.BuildRun}.
 */
package io.github.shardmill.pipeline;
