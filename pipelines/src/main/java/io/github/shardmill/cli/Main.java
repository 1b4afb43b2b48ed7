package io.github.shardmill.cli;

import io.github.shardmill.pipeline.FlinkHost;
import java.util.TimeZone;

/** Entry point of the process that the launcher starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its {@link ExitCode}. */
  public static void main(String[] args) {
    // Some parsers put the process's zone into dates that state none. The same file is to give the
    // same document everywhere.
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    Terminal terminal = Terminal.ofProcess();
    int code = Shardmill.commandLine(new EngineOperations(), terminal).execute(args);
    terminal.out().flush();
    terminal.err().flush();
    if (!FlinkHost.isHosted()) {
      System.exit(code);
    }
    end(code);
  }

  /**
   * Ends where Flink called: perhaps in the process that manages the whole cluster, which is not
   * ours to end.
   */
  private static void end(int code) {
    if (code != ExitCode.DONE.code()) {
      if (!FlinkHost.isDetached()) {
        System.exit(code);
      }
      throw new IllegalStateException(
          "shardmill ended with exit code " + code + "; why, it has told on standard error");
    }
  }
}
