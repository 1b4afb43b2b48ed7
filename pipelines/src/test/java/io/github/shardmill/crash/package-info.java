/**
 * What must hold whatever happens to a run: kills at every named point and at random moments,
 * signals, a second run, a full disk, and files that nobody would name or treat like that.
 */
package io.github.shardmill.crash;
