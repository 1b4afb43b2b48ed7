package io.github.shardmill.remote.hdfs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A real HDFS for tests: a name node and two data nodes in a process of their own, with a class
 * path of their own, so that nothing of the server is on the class path of a test. Simple
 * authentication: the user that runs the test owns everything.
 *
 * <p>Ends with the JVM that started it, however that ends. Not thread-safe but for {@link #shared}.
 */
public final class HdfsServer implements AutoCloseable {
  /** How many data nodes there are; a file is on each of them. */
  public static final int DATA_NODES = 2;

  private static final String CLASS_PATH = "hdfs-server.classpath";
  private static final int STOP_SECONDS = 30;
  private static final int ANSWER_SECONDS = 120;
  private static HdfsServer shared;

  private final Process process;
  private final Writer commands;
  private final BlockingQueue<Optional<String>> answers;
  private final Path log;
  private final int port;

  private HdfsServer(Process process, Path log) throws IOException {
    this.process = process;
    this.log = log;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = answers(process.inputReader(StandardCharsets.UTF_8));
    this.port = Integer.parseInt(answer("start"));
  }

  /**
   * Starts a server.
   *
   * @param directory an empty one, for its data and its log
   */
  public static HdfsServer start(Path directory) throws IOException {
    Path log = directory.resolve("hdfs-server.log");
    Path data = Files.createDirectory(directory.resolve("data"));
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx384m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath(),
                    HdfsServerProcess.class.getName(),
                    data.toString(),
                    Integer.toString(DATA_NODES)))
            .redirectError(log.toFile())
            .start();
    return new HdfsServer(process, log);
  }

  /**
   * Returns a server for all tests of this JVM, started by the first that asks. Whoever stops a
   * node of it starts it again; nobody closes it. Its log is in {@code target}.
   */
  public static synchronized HdfsServer shared() throws IOException {
    if (shared == null) {
      Path target = Files.createDirectories(Path.of("target"));
      shared = start(Files.createTempDirectory(target.toAbsolutePath(), "hdfs-server"));
    }
    return shared;
  }

  /** Returns host and port of the name node, as they stand in a location. */
  public String authority() {
    return "localhost:" + port;
  }

  /** Returns what locations begin with, without a slash at the end. */
  public String location() {
    return "hdfs://" + authority();
  }

  /**
   * Returns the option of a pipeline that makes this server the default of {@code hdfs:///}.
   *
   * @param properties more of Hadoop's, each followed by its value
   */
  public String option(String... properties) {
    StringBuilder json = new StringBuilder("{\"fs.defaultFS\": \"" + location() + "\"");
    for (int i = 0; i < properties.length; i += 2) {
      json.append(", \"" + properties[i] + "\": \"" + properties[i + 1] + "\"");
    }
    return "--hdfsConfiguration=[" + json + "}]";
  }

  /** Stops the name node; returns when it is gone. */
  public void stopNameNode() throws IOException {
    command("stop-name-node");
  }

  /** Starts the name node that was stopped, on the same port; returns when it can be written to. */
  public void startNameNode() throws IOException {
    command("start-name-node");
  }

  /**
   * Stops a data node without a word to anyone.
   *
   * @param node from 0 on
   */
  public void stopDataNode(int node) throws IOException {
    command("stop-data-node " + node);
  }

  /** Starts a data node that was stopped; returns when the name node knows it. */
  public void startDataNode(int node) throws IOException {
    command("start-data-node " + node);
  }

  /** Switches the name node's safe mode, in which nothing can be changed. */
  public void safeMode(boolean on) throws IOException {
    command("safe-mode " + on);
  }

  /** Stops the server and deletes its data. */
  @Override
  public void close() throws IOException {
    commands.close();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private void command(String command) throws IOException {
    commands.write(command + "\n");
    commands.flush();
    String answer = answer(command);
    if (!answer.equals(HdfsServerProcess.DONE)) {
      throw new IOException("the HDFS server failed, see " + log + ": " + answer);
    }
  }

  private String answer(String command) throws IOException {
    Optional<String> answer;
    try {
      answer = answers.poll(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("waiting for the HDFS server");
    }
    if (answer == null || answer.isEmpty()) {
      throw new IOException(
          "the HDFS server "
              + (answer == null ? "does not answer" : "ended")
              + " at '"
              + command
              + "', see "
              + log);
    }
    return answer.get();
  }

  /** Puts the lines that the server prints into a queue, and nothing at its end. */
  private static BlockingQueue<Optional<String>> answers(BufferedReader printed) {
    BlockingQueue<Optional<String>> answers = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try (printed) {
                printed.lines().map(Optional::of).forEach(answers::add);
              } catch (IOException | UncheckedIOException e) {
                // as if it had ended
              }
              answers.add(Optional.empty());
            },
            "hdfs-server-answers");
    reader.setDaemon(true);
    reader.start();
    return answers;
  }

  /** What Maven found for the server, and where its main class is. */
  private static String classPath() throws IOException {
    try (InputStream in = HdfsServer.class.getResourceAsStream(CLASS_PATH)) {
      if (in == null) {
        throw new IOException(
            CLASS_PATH + " is missing: Maven writes it when it processes the test resources");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      String own =
          Path.of(HdfsServer.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toString();
      return own + System.getProperty("path.separator") + lines.readLine();
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }
}
