/**
 * A listing against what earlier runs know: which files are new, modified, unchanged.
 *
 * <p>Pure: nothing here opens a file or knows where the knowledge comes from. What is known comes
 * through {@link io.github.shardmill.file.change.KnownFile}; reading and digesting what is in doubt
 * is left to {@code extract}.
 */
package io.github.shardmill.file.change;
