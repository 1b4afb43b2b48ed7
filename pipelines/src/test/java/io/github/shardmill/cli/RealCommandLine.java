package io.github.shardmill.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs command lines in this JVM, against the real engine. Stateless. */
public final class RealCommandLine {
  private RealCommandLine() {}

  /**
   * What a command left behind.
   *
   * @param code its exit code
   * @param out standard output
   * @param err standard error
   */
  public record Ended(int code, String out, String err) {}

  /** Runs one command to its end. */
  public static Ended run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
    int code = Shardmill.commandLine(new EngineOperations(), terminal).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return new Ended(code, out.toString(), err.toString());
  }
}
