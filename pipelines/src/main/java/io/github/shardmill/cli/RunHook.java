package io.github.shardmill.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A shell command that is run when a run has ended. What it prints goes to standard error; it has
 * no input to wait for, and at most {@value #MAX_MINUTES} minutes. That it fails is a warning.
 */
final class RunHook {
  private static final int MAX_MINUTES = 10;
  private static final long LAST_WORDS_MILLIS = 1_000;

  private final String option;
  private final String command;
  private final Terminal terminal;

  /**
   * Prepares a command.
   *
   * @param option that names it, for messages
   */
  RunHook(String option, String command, Terminal terminal) {
    this.option = option;
    this.command = command;
    this.terminal = terminal;
  }

  /** Runs the command and waits for its end. */
  void run(RunEnd end) {
    try {
      ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
      builder.environment().putAll(environment(end));
      await(builder.start());
    } catch (IOException e) {
      warn("could not be run: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      warn("was not waited for");
    }
  }

  private static Map<String, String> environment(RunEnd end) {
    return Map.of(
        "SHARDMILL_INDEX", end.index().toString(),
        "SHARDMILL_RUN", end.runId(),
        "SHARDMILL_VERDICT", end.verdict(),
        "SHARDMILL_EXIT_CODE", Integer.toString(end.exitCode().code()),
        "SHARDMILL_RECORD", end.record().map(Path::toString).orElse(""),
        "SHARDMILL_REASON", end.reason());
  }

  private void await(Process process) throws IOException, InterruptedException {
    process.getOutputStream().close();
    Thread copying = new Thread(() -> copy(process.getInputStream()), "shardmill-hook");
    copying.setDaemon(true);
    copying.start();
    if (!process.waitFor(MAX_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      warn("took more than " + MAX_MINUTES + " minutes and was ended");
      return;
    }
    // What it left running in the background may hold its output open for ever.
    copying.join(LAST_WORDS_MILLIS);
    if (process.exitValue() != 0) {
      warn("ended with exit code " + process.exitValue());
    }
  }

  private void copy(InputStream output) {
    PrintWriter err = terminal.err();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        err.println(line);
        err.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void warn(String what) {
    terminal.message("warning: the command of " + option + " " + what);
  }
}
