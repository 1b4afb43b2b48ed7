/**
 * The command line: arguments in, exit code out. Start at {@link io.github.shardmill.cli.Main}.
 *
 * <p>No logic of its own: a command turns its arguments into a value, calls {@link
 * io.github.shardmill.cli.Operations} and hands the answer to a view. Results go to standard
 * output, messages and progress to standard error. Wrong usage is one line with what may have been
 * meant, never a stack trace, and starts neither Beam nor the logging. The numbers that a process
 * ends with are in {@link io.github.shardmill.cli.ExitCode}.
 */
package io.github.shardmill.cli;
