package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cluster of Flink for one job, from {@code runners/flink/cluster}: started before the job and
 * stopped after it, so that neither its start-up nor an earlier job is measured with it. Its
 * processes log their collections. For one thread; a program that is interrupted stops it, too.
 */
final class StandAloneCluster implements AutoCloseable {
  /** As in {@code taskmanager-1 4711}. */
  private static final Pattern RUNNING =
      Pattern.compile("(?m)^(jobmanager|taskmanager-\\d+) +(\\d+)$");

  /** Exit code of {@code status} where nothing runs. */
  private static final int NO_CLUSTER = 3;

  private final Path script;
  private final int port;
  private final Path work;
  private final Thread interrupted = new Thread(this::stopOnInterrupt, "stop-cluster");
  private final Map<String, Long> processes = new LinkedHashMap<>();
  private final Map<String, Double> cpuSecondsBefore = new LinkedHashMap<>();

  private StandAloneCluster(Path script, int port, Path work) {
    this.script = script;
    this.port = port;
    this.work = work;
  }

  /**
   * Starts one and waits until all of it is there.
   *
   * @param script that starts and stops clusters
   * @param port of its web pages; the one above is taken, too
   * @param work an empty directory, without white space in its path
   * @throws BenchmarkException if it does not come
   */
  static StandAloneCluster start(Path script, int port, int taskManagers, Path work)
      throws IOException, InterruptedException {
    StandAloneCluster cluster = new StandAloneCluster(script, port, work);
    if (cluster.exitCode("status") != NO_CLUSTER) {
      throw new BenchmarkException(
          String.format(
              Locale.ROOT,
              "no cluster can be started at port %d: 'runners/flink/cluster down --port %1$d' stops"
                  + " one that runs there, --cluster-port takes another port%n%s",
              port,
              cluster.printed("status")));
    }
    Runtime.getRuntime().addShutdownHook(cluster.interrupted);
    try {
      cluster.call("up", "--taskmanagers=" + taskManagers);
      cluster.look(taskManagers);
      return cluster;
    } catch (IOException | InterruptedException | RuntimeException e) {
      // What is there of it by now is stopped; that nothing is there is no news.
      try (cluster) {
        throw e;
      }
    }
  }

  /** Returns where jobs are submitted. */
  String master() {
    return "127.0.0.1:" + port;
  }

  private void look(int taskManagers) throws IOException, InterruptedException {
    Matcher line = RUNNING.matcher(call("status"));
    while (line.find()) {
      long pid = Long.parseLong(line.group(2));
      processes.put(line.group(1), pid);
      cpuSecondsBefore.put(line.group(1), cpuSeconds(line.group(1)));
    }
    if (processes.size() != taskManagers + 1) {
      throw new BenchmarkException(
          String.format(
              Locale.ROOT,
              "the cluster at port %d should be a JobManager and %d TaskManagers and is %s",
              port,
              taskManagers,
              processes.keySet()));
    }
  }

  /**
   * Adds to what the client took for a job, which has just ended, what the cluster took.
   *
   * @throws BenchmarkException if a process of the cluster is gone
   */
  Measurement plusUsage(Measurement client) throws IOException {
    List<ProcessUsage> usages = new ArrayList<>();
    usages.add(client.usage("client"));
    for (Map.Entry<String, Long> process : processes.entrySet()) {
      String name = process.getKey();
      GcLog.Heap heap = GcLog.heap(work, Long.toString(process.getValue()));
      usages.add(
          new ProcessUsage(
              name,
              cpuSeconds(name) - cpuSecondsBefore.get(name),
              heap.peakBytes(),
              heap.keptBytes(),
              ResidentMemory.peakBytes(process.getValue())));
    }
    return client.of(usages);
  }

  private double cpuSeconds(String name) {
    return CpuTime.seconds(processes.get(name))
        .orElseThrow(
            () ->
                new BenchmarkException(
                    name + " of the cluster is gone, or its CPU time cannot be read"));
  }

  /** Calls the script, which must succeed, and returns what it printed. */
  private String call(String command, String... arguments)
      throws IOException, InterruptedException {
    int exitCode = exitCode(command, arguments);
    if (exitCode != 0) {
      throw new BenchmarkException(
          String.format(
              Locale.ROOT,
              "exit code %d of %s %s%n%s",
              exitCode,
              script,
              command,
              printed(command)));
    }
    return printed(command);
  }

  private int exitCode(String command, String... arguments)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(script.toString(), command, "--port=" + port));
    line.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output(command).toFile());
    builder.environment().put(JvmFlags.JAVA_VARIABLE, GcLog.flag(work));
    return builder.start().waitFor();
  }

  private String printed(String command) throws IOException {
    return new String(Files.readAllBytes(output(command)), StandardCharsets.UTF_8);
  }

  private Path output(String command) {
    return work.resolve("cluster-" + command + ".txt");
  }

  /** Stops it. */
  @Override
  public void close() throws IOException, InterruptedException {
    Runtime.getRuntime().removeShutdownHook(interrupted);
    call("down");
  }

  private void stopOnInterrupt() {
    try {
      new ProcessBuilder(script.toString(), "down", "--port=" + port)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      // The process ends in any case; 'cluster down' by hand stops what is left.
      Thread.currentThread().interrupt();
    }
  }
}
