package io.github.shardmill.runner.flink;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test starts as a person does. */
final class Command {
  private static final long MOST_MINUTES = 10;

  /**
   * How a program ended.
   *
   * @param code its exit code
   * @param out what it wrote to standard output
   * @param err what it wrote to standard error
   */
  record Ended(int code, String out, String err) {}

  private final Process process;
  private final Path output;

  private Command(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a program with its arguments, and does not wait for it. */
  static Command start(Path program, String... arguments) throws IOException {
    Path output = Files.createTempDirectory("shardmill-command");
    List<String> command = new ArrayList<>(List.of("bash", program.toString()));
    command.addAll(List.of(arguments));
    // A shell redirects, because file names are no Files here.
    List<String> redirected =
        new ArrayList<>(
            List.of("bash", "-c", "exec \"$@\" >\"$0/out\" 2>\"$0/err\"", output.toString()));
    redirected.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(redirected);
    // The launcher builds what is older than its sources, and we are in the middle of a build.
    builder.environment().put("SHARDMILL_BUILD", "off");
    builder.environment().put("SHARDMILL_CDS", "off");
    // Names of files are more than this locale has, also on workers.
    builder.environment().put("LC_ALL", "C");
    return new Command(builder.start(), output);
  }

  /** Runs a program to its end. */
  static Ended run(Path program, String... arguments) throws IOException, InterruptedException {
    return start(program, arguments).await();
  }

  /** Waits for the end. */
  Ended await() throws IOException, InterruptedException {
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IllegalStateException("still running: " + read("err"));
    }
    Ended ended = new Ended(process.exitValue(), read("out"), read("err"));
    Files.delete(output.resolve("out"));
    Files.delete(output.resolve("err"));
    Files.delete(output);
    return ended;
  }

  private String read(String name) throws IOException {
    return Files.readString(output.resolve(name), StandardCharsets.UTF_8);
  }
}
