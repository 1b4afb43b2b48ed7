package io.github.shardmill.cli;

/**
 * Ends a command with an exit code and one line for the person. The message is complete in itself:
 * it is printed without a stack trace.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode exitCode;

  /** Ends a command for a reason that has no deeper cause. */
  public CommandFailure(ExitCode exitCode, String message) {
    this(exitCode, message, null);
  }

  /** Ends a command; the cause goes to the log only. */
  public CommandFailure(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Returns what the process ends with. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
