package io.github.shardmill.samples.benchmark;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.shardmill.samples.rival.HandWrittenIndexer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With stand-ins for launcher and cluster, which leave behind how they were called. */
@SuppressWarnings("InlineFormatString") // scripts of many lines
class ClusterContenderTest {
  /** Its JobManager and TaskManagers only wait. */
  private static final String CLUSTER =
      """
      #!/usr/bin/env bash
      set -eu
      state=%s
      printf '%%s\\n' "$*" >>"$state/calls"
      case $1 in
        status)
          cat "$state"/processes 2>/dev/null || exit 3
          ;;
        up)
          for name in jobmanager %s; do
            sleep 600 >/dev/null 2>&1 </dev/null &
            printf '%%-16s %%s\\n' "$name" $! >>"$state/processes"
          done
          ;;
        down)
          while read -r name pid; do kill "$pid"; done <"$state/processes"
          rm "$state/processes"
          ;;
      esac
      """;

  /** The rival itself, which knows nothing of runners. */
  private static final String LAUNCHER =
      """
      #!/usr/bin/env bash
      readonly LONG_FLAGS='-XX:+UseParallelGC'
      printf '%%s\\n' "$*" >>"%s/launches"
      %s
      exec "%s/bin/java" -cp "%s" %s "${@:2:4}"
      """;

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path state;
  private Path input;

  @BeforeEach
  void prepare() throws IOException {
    state = Files.createDirectory(directory.resolve("state"));
    input = Files.createDirectory(directory.resolve("input"));
    Files.writeString(input.resolve("a.txt"), "drizzle ".repeat(200));
  }

  @AfterEach
  void endWhatAFailedTestLeft() throws IOException {
    pids().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  @Test
  void clusterIsStartedForEachJobAndStoppedAfterIt() throws IOException {
    script(
        "runners/flink/cluster",
        String.format(Locale.ROOT, CLUSTER, state, "taskmanager-1 taskmanager-2"));
    launcher("");
    Path json = directory.resolve("figures.json");

    int exitCode = run("--contenders=rival,flink,cluster2", "--json=" + json);

    assertThat(err.toString(), exitCode, equalTo(0));
    assertThat(
        Files.readAllLines(state.resolve("calls")),
        equalTo(
            List.of(
                "status --port=9191",
                "up --port=9191 --taskmanagers=2",
                "status --port=9191",
                "down --port=9191")));
    List<String> launches = Files.readAllLines(state.resolve("launches"));
    assertThat(launches, hasItem(containsString(" --runner=FlinkRunner --flinkMaster=[local]")));
    assertThat(
        launches,
        hasItem(
            containsString(" --runner=FlinkRunner --flinkMaster=127.0.0.1:9191 --parallelism=2")));
    JsonNode contenders = new ObjectMapper().readTree(json.toFile()).at("/contenders");
    assertThat(contenders.at("/cluster2/documents").asInt(), equalTo(1));
    assertThat(contenders.at("/cluster2/processes").size(), equalTo(4));
    assertThat(
        contenders.at("/cluster2/processes/client/cpuSeconds/median").asDouble(), greaterThan(0.0));
    assertThat(contenders.at("/flink/throughputRatio/median").asDouble(), greaterThan(0.0));
  }

  @Test
  void clusterIsStoppedWhereTheJobFails() throws IOException {
    script("runners/flink/cluster", String.format(Locale.ROOT, CLUSTER, state, "taskmanager-1"));
    launcher("cp \"" + state + "/processes\" \"" + state + "/copy\"; exit 4");

    assertThat(run("--contenders=cluster1"), equalTo(2));

    assertThat(err.toString(), containsString("exit code 4"));
    assertThat(Files.exists(state.resolve("processes")), equalTo(false));
    assertThat(Files.exists(state.resolve("copy")), equalTo(true));
  }

  @Test
  void lostTaskManagerIsNoMeasurement() throws IOException {
    script("runners/flink/cluster", String.format(Locale.ROOT, CLUSTER, state, "taskmanager-1"));
    launcher(
        "pid=$(sed -n 's/^taskmanager-1 *//p' \""
            + state
            + "/processes\"); kill -9 $pid; "
            + "for i in $(seq 200); do [ -d /proc/$pid ] || break; sleep 0.05; done");

    int exitCode = run("--contenders=cluster1");

    assertThat(exitCode, equalTo(2));
    assertThat(err.toString(), containsString("taskmanager-1 of the cluster is gone"));
  }

  @Test
  void clusterThatRunsAlreadyIsLeftAlone() throws IOException {
    script("runners/flink/cluster", String.format(Locale.ROOT, CLUSTER, state, ""));
    launcher("");
    Files.createFile(state.resolve("processes"));

    assertThat(run("--contenders=cluster1"), equalTo(2));

    assertThat(
        err.toString(),
        allOf(
            containsString("no cluster can be started at port 9191"),
            containsString("--cluster-port")));
    assertThat(Files.readAllLines(state.resolve("calls")), equalTo(List.of("status --port=9191")));
  }

  @Test
  void incompleteClusterIsStopped() throws IOException {
    script("runners/flink/cluster", String.format(Locale.ROOT, CLUSTER, state, "taskmanager-1"));
    launcher("");

    assertThat(run("--contenders=cluster2"), equalTo(2));

    assertThat(err.toString(), containsString("should be a JobManager and 2 TaskManagers"));
    assertThat(Files.exists(state.resolve("processes")), equalTo(false));
  }

  @Test
  void unknownContenderIsWrongUsage() {
    assertThat(run("--contenders=rival,spark"), equalTo(1));
    assertThat(err.toString(), containsString("no contender 'spark'"));
    assertThat(run("--contenders=rival,rival"), equalTo(1));
  }

  private int run(String... arguments) {
    List<String> all =
        Stream.concat(
                Stream.of(
                    "run",
                    "--input=" + input,
                    "--home=" + directory,
                    "--rounds=1",
                    "--cluster-port=9191"),
                Stream.of(arguments))
            .toList();
    return Benchmark.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(all.toArray(String[]::new));
  }

  private void launcher(String first) throws IOException {
    script(
        "runners/shardmill",
        String.format(
            Locale.ROOT,
            LAUNCHER,
            state,
            first,
            System.getProperty("java.home"),
            System.getProperty("java.class.path"),
            HandWrittenIndexer.class.getName()));
  }

  private void script(String name, String text) throws IOException {
    Path script = directory.resolve(name);
    Files.createDirectories(script.getParent());
    Files.writeString(script, text);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private List<Long> pids() throws IOException {
    Path processes = state.resolve("processes");
    if (!Files.exists(processes)) {
      return List.of();
    }
    return Files.readAllLines(processes).stream()
        .map(line -> line.replaceAll(".* ", ""))
        .map(Long::valueOf)
        .toList();
  }
}
