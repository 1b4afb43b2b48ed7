package io.github.shardmill.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line why a command failed; stack traces are for the log file of the run. */
final class ExecutionFailures implements IExecutionExceptionHandler {
  private static final String STACK_TRACES = "shardmill.stacktraces";

  private final Terminal terminal;

  ExecutionFailures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult parseResult) {
    terminal.out().flush();
    terminal.message(describe(failure));
    if (Boolean.getBoolean(STACK_TRACES)) {
      failure.printStackTrace(terminal.err());
      terminal.err().flush();
    }
    return failure instanceof CommandFailure known
        ? known.exitCode().code()
        : ExitCode.FAILED.code();
  }

  private static String describe(Exception failure) {
    if (failure instanceof CommandFailure) {
      return failure.getMessage();
    }
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String detail =
        root.getMessage() == null ? "" : ": " + root.getMessage().lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + detail;
  }
}
