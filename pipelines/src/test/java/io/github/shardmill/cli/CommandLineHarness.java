package io.github.shardmill.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs command lines against fake operations and keeps what they printed. */
final class CommandLineHarness {
  final FakeOperations operations = new FakeOperations();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  int run(String... arguments) {
    Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false, false, 80);
    int code = Shardmill.commandLine(operations, terminal).execute(arguments);
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }
}
