/**
 * Shows how far a build is: a bar on a terminal, lines otherwise, all on standard error.
 *
 * <p>Progress only looks: it polls snapshots from a thread of its own, which ends when the display
 * is closed, and a display that fails never fails the run. No percentage reaches 100 before the
 * run's verdict.
 */
package io.github.shardmill.cli.progress;
