package io.github.shardmill.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program in a JVM of its own, so that it can be killed. Closing kills it if it still runs.
 *
 * <p>Needs a scratch directory of its own for what the process prints and for the files by which
 * test and process tell each other how far they are.
 */
final class ChildJvm implements AutoCloseable {
  private static final List<String> FLAGS =
      List.of("-Xmx256m", "-ea", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

  private final Path scratch;
  private final List<String> properties = new ArrayList<>();
  private final List<String> prefix = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private Process process;

  /** Names a scratch directory, which is made. */
  ChildJvm(Path scratch) throws IOException {
    this.scratch = Files.createDirectories(scratch);
  }

  /**
   * How a process ended.
   *
   * @param code its exit code
   * @param out standard output
   * @param err standard error
   */
  record Ended(int code, String out, String err) {}

  /** Makes the process die at the n-th time that it reaches a named point. */
  ChildJvm haltingAt(String point, int occurrence) {
    properties.add("-D" + PointedMain.POINT + "=" + point);
    properties.add("-D" + PointedMain.OCCURRENCE + "=" + occurrence);
    return this;
  }

  /** Makes the first thread that reaches a named point wait there for {@link #goOn}. */
  ChildJvm waitingAt(String point) {
    haltingAt(point, 1);
    properties.add("-D" + PointedMain.REACHED + "=" + reached());
    properties.add("-D" + PointedMain.GO_ON + "=" + scratch.resolve("go-on"));
    return this;
  }

  /** Gives the process a directory for its temporary files. */
  ChildJvm withTemporaryFilesIn(Path directory) {
    properties.add("-Djava.io.tmpdir=" + directory);
    return this;
  }

  /** Starts the JVM by way of another program. */
  ChildJvm under(String... program) {
    prefix.addAll(List.of(program));
    return this;
  }

  /** Sets a variable of the environment. */
  ChildJvm with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Starts a command. */
  ChildJvm start(String... arguments) throws IOException {
    // A shell redirects, and is the program's process from there on.
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >\"$0/out\" 2>\"$0/err\""));
    command.add(scratch.toString());
    command.addAll(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(FLAGS);
    command.addAll(properties);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(PointedMain.class.getName());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    process = builder.start();
    return this;
  }

  /** Waits until the process waits at its point. */
  void awaitPoint() {
    Polling.await("the named point", () -> Files.exists(reached()) || !process.isAlive());
    if (!Files.exists(reached())) {
      throw new AssertionError("the process ended before its point: " + printed("err"));
    }
  }

  /** Waits until the process has said something. */
  void awaitMessage(String text) {
    Polling.await("'" + text + "'", () -> printed("err").contains(text) || !process.isAlive());
  }

  /** Lets the process go on from its point. */
  void goOn() throws IOException {
    Files.createFile(scratch.resolve("go-on"));
  }

  /** Sends a signal, such as {@code INT}. */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill ended with " + code);
    }
  }

  /** Returns the number of the process. */
  long pid() {
    return process.pid();
  }

  /** Returns whether the process has not ended. */
  boolean isRunning() {
    return process.isAlive();
  }

  /** Waits until the process ends, and tells whether it did within a time. */
  boolean endsWithin(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** Kills the process as {@code kill -9} does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits for the end of the process. */
  Ended await() throws InterruptedException {
    if (!process.waitFor(3, TimeUnit.MINUTES)) {
      throw new AssertionError("the process does not end: " + printed("err"));
    }
    return new Ended(process.exitValue(), printed("out"), printed("err"));
  }

  private Path reached() {
    return scratch.resolve("reached");
  }

  private String printed(String stream) {
    Path file = scratch.resolve(stream);
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
