package io.github.shardmill.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes: results to {@code out}, everything else to {@code err}, both UTF-8.
 *
 * <p>The launcher knows what the streams are connected to and says so in the system properties
 * {@value #TERMINALS} (any of {@code out} and {@code err}) and {@value #COLUMNS}; without it
 * nothing counts as a terminal.
 *
 * @param out results; buffered, flushed at the end
 * @param err messages and progress; the user flushes
 * @param outIsTerminal whether a person looks at {@code out}, so that emphasis may be used
 * @param errIsTerminal whether a person looks at {@code err}, so that a line may be redrawn
 * @param columns width of the terminal in characters, at least {@value #MIN_COLUMNS}
 */
public record Terminal(
    PrintWriter out, PrintWriter err, boolean outIsTerminal, boolean errIsTerminal, int columns) {
  static final String TERMINALS = "shardmill.terminal";
  static final String COLUMNS = "shardmill.columns";
  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 40;

  /** Raises a width that is too small to be of use. */
  public Terminal {
    columns = Math.max(MIN_COLUMNS, columns);
  }

  /** Returns the standard streams of this process. */
  public static Terminal ofProcess() {
    String terminals = System.getProperty(TERMINALS, "");
    return new Terminal(
        writer(System.out),
        writer(System.err),
        terminals.contains("out"),
        terminals.contains("err"),
        Integer.getInteger(COLUMNS, DEFAULT_COLUMNS));
  }

  /** Returns whether bold type may be used in results. */
  public boolean hasEmphasis() {
    return outIsTerminal && System.getenv("NO_COLOR") == null;
  }

  /** Prints one line to {@code err}, begun with the program's name, and flushes. */
  public void message(String line) {
    err.println("shardmill: " + line);
    err.flush();
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, false, StandardCharsets.UTF_8);
  }
}
