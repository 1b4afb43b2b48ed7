package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * A stand-alone Flink cluster in processes of its own, as {@code runners/flink/cluster} makes it,
 * on ports that were free. Its logs stay in {@code target/cluster/PORT/log}.
 */
final class TestCluster implements AutoCloseable {
  /** The script. */
  static final Path SCRIPT = Path.of("cluster").toAbsolutePath();

  /** The jar that clusters get. */
  static final Path JAR = Path.of("target", "shardmill-flink.jar").toAbsolutePath();

  /** The launcher of the packed distribution. */
  static final Path LAUNCHER = Path.of("target", "shardmill", "bin", "shardmill").toAbsolutePath();

  private static final String JOBS = "/jobs/overview";
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Set<String> ENDED = Set.of("FINISHED", "FAILED", "CANCELED");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

  private final int port;
  private final List<String> upOptions;

  private TestCluster(int port, List<String> upOptions) {
    this.port = port;
    this.upOptions = List.copyOf(upOptions);
  }

  /** Starts a cluster and waits until all of it is there. */
  static TestCluster start(int taskManagers, String... options) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--taskmanagers=" + taskManagers, "--rpc-port=" + freePort()));
    arguments.addAll(List.of(options));
    TestCluster cluster = new TestCluster(freePort(), arguments);
    cluster.up();
    return cluster;
  }

  private void up() throws Exception {
    Command.Ended ended = run("up", upOptions.toArray(String[]::new));
    assertThat(ended.toString(), ended.code(), is(0));
  }

  /** Kills the JobManager, and puts a new cluster in the place of what is left. */
  void restart() throws Exception {
    kill("jobmanager");
    close();
    up();
  }

  /** Returns a port that nobody listened at a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  /** Returns what {@code --flinkMaster} is to be. */
  String master() {
    return "127.0.0.1:" + port;
  }

  /** Runs a command of the script on this cluster. */
  Command.Ended run(String command, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(command, "--port=" + port));
    all.addAll(List.of(arguments));
    return Command.run(SCRIPT, all.toArray(String[]::new));
  }

  /** Ends a process as a crash would: a TaskManager by its number, or {@code jobmanager}. */
  void kill(String name) throws Exception {
    Command.Ended ended = run("kill", name);
    assertThat(ended.toString(), ended.code(), is(0));
  }

  /** Does so with a TaskManager within a millisecond, without the script, which takes longer. */
  void killTaskManager(int number) throws IOException {
    Path pid =
        Path.of("target", "cluster", Integer.toString(port), "taskmanager-" + number + ".pid");
    ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow().destroyForcibly();
  }

  /** Starts one more TaskManager and waits until it is there. */
  void add() throws Exception {
    Command.Ended ended = run("add");
    assertThat(ended.toString(), ended.code(), is(0));
  }

  /** Runs a command of Flink's own command line. */
  Command.Ended flink(String... arguments) throws Exception {
    return run("flink", arguments);
  }

  /** Starts the launcher with Flink's options for this cluster behind the arguments. */
  Command submit(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--runner=FlinkRunner", "--flinkMaster=" + master()));
    return Command.start(LAUNCHER, all.toArray(String[]::new));
  }

  /** Waits until no job runs any more, and returns the states of all that there were. */
  List<String> awaitJobs() throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Map<String, String> jobs = jobs();
      if (ENDED.containsAll(jobs.values())) {
        return jobs.values().stream().sorted().toList();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not ended after " + PATIENCE + ": " + jobs);
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  /** Returns the ids of the jobs that have not ended. */
  List<String> runningJobs() throws Exception {
    Map<String, String> jobs = jobs();
    jobs.values().removeAll(ENDED);
    return List.copyOf(jobs.keySet());
  }

  /** Returns the states of all jobs by their ids. */
  private Map<String, String> jobs() throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + master() + JOBS)).build();
    String answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    Map<String, String> jobs = new HashMap<>();
    for (JsonNode job : JSON.readTree(answer).get("jobs")) {
      jobs.put(job.get("jid").asText(), job.get("state").asText());
    }
    return jobs;
  }

  @Override
  public void close() throws Exception {
    Command.Ended ended = run("down");
    assertThat(ended.toString(), ended.code(), is(0));
  }
}
