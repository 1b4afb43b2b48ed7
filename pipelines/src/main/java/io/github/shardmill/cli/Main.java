package io.github.shardmill.cli;

/** Entry point of the process that the launcher starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    Terminal terminal = Terminal.ofProcess();
    int code = Shardmill.commandLine(new EngineOperations(), terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }
}
