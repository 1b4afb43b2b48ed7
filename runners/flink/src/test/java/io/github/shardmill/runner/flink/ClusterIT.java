package io.github.shardmill.runner.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script that makes a cluster, and jobs that are submitted to one: by the launcher, and by
 * Flink's own command line, which waits for the end or does not.
 */
@Timeout(1800)
class ClusterIT {
  private static final String CORPUS =
      Path.of("..", "..", "samples", "corpus").toAbsolutePath().normalize().toString();

  @TempDir private static Path temp;

  private static TestCluster cluster;
  private static String expected;

  @BeforeAll
  static void start() throws Exception {
    expected = BuiltIndex.digestOnOneMachine(Path.of(CORPUS), temp.resolve("direct"));
    cluster = TestCluster.start(2);
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void theLauncherBuildsTheSameIndexOnACluster() throws Exception {
    Path index = temp.resolve("launched");

    Command.Ended ended =
        cluster
            .submit("build", "--input", CORPUS, "--index", index.toString(), "--parallelism=2")
            .await();

    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(ended.err(), containsString("71 of 77 files indexed"));
    assertThat(BuiltIndex.digest(index), is(expected));
  }

  @Test
  void theLauncherBuildsTheSameIndexWithFlinkInItsOwnProcess() throws Exception {
    Path index = temp.resolve("embedded");

    Command.Ended ended =
        Command.run(
            TestCluster.LAUNCHER,
            "build",
            "--input",
            CORPUS,
            "--index",
            index.toString(),
            "--runner=FlinkRunner",
            "--flinkMaster=[local]");

    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(BuiltIndex.digest(index), is(expected));
  }

  @Test
  void flinksCommandLineBuildsTheSameIndexAndWaits() throws Exception {
    Path index = temp.resolve("attached");

    Command.Ended ended = flinkRun(index);

    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(BuiltIndex.digest(index), is(expected));
  }

  @Test
  void flinksCommandLineBuildsTheSameIndexAndLeaves() throws Exception {
    Path index = temp.resolve("detached");

    Command.Ended ended = flinkRun(index, "-d");

    assertThat(ended.toString(), ended.code(), is(0));
    assertThat(ended.out() + ended.err(), containsString("submitted"));
    assertThat(cluster.awaitJobs(), everyItem(is("FINISHED")));
    assertThat(BuiltIndex.digest(index), is(expected));
  }

  private static Command.Ended flinkRun(Path index, String... options) throws Exception {
    String[] arguments = {
      "-c",
      "io.github.shardmill.cli.Main",
      TestCluster.JAR.toString(),
      "build",
      "--input",
      CORPUS,
      "--index",
      index.toString(),
      "--parallelism=2",
      "--runner=FlinkRunner"
    };
    String[] all = new String[1 + options.length + arguments.length];
    all[0] = "run";
    System.arraycopy(options, 0, all, 1, options.length);
    System.arraycopy(arguments, 0, all, 1 + options.length, arguments.length);
    return cluster.flink(all);
  }

  @Test
  void aTaskManagerCanBeKilledAndAnotherOneAdded() throws Exception {
    cluster.add();
    assertThat(cluster.run("status").out(), containsString("taskmanager-3"));

    cluster.kill("3");

    Command.Ended again = cluster.run("kill", "3");
    assertThat(again.code(), is(2));
    assertThat(again.err(), containsString("taskmanager-3 does not run"));
    assertThat(
        cluster
            .run("status")
            .out()
            .lines()
            .filter(line -> line.startsWith("taskmanager-3"))
            .toList(),
        everyItem(containsString("not running")));
  }

  @Test
  void aClusterThatRunsIsNotStartedTwice() throws Exception {
    Command.Ended ended = cluster.run("up");

    assertThat(ended.code(), is(2));
    assertThat(ended.err(), containsString("runs at port " + cluster.port() + " already"));
  }

  @Test
  void aPortInUseIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getAllByName("127.0.0.1")[0])) {
      String port = Integer.toString(taken.getLocalPort());
      Command.Ended ended = Command.run(TestCluster.SCRIPT, "up", "--port", port);

      assertThat(ended.code(), is(2));
      assertThat(ended.err(), containsString("port " + port + " is in use"));
    }
  }

  @Test
  void whereNoClusterRunsEveryCommandSaysSo() throws Exception {
    String port = Integer.toString(TestCluster.freePort());
    for (String command : new String[] {"down", "status", "add", "flink"}) {
      Command.Ended ended = Command.run(TestCluster.SCRIPT, command, "--port", port);
      assertThat(ended.code(), is(3));
      assertThat(ended.err(), containsString("no cluster"));
    }
  }

  @Test
  void wrongUsageIsExplained() throws Exception {
    Command.Ended number = Command.run(TestCluster.SCRIPT, "up", "--slots", "many");
    assertThat(number.code(), is(1));
    assertThat(number.err(), containsString("--slots wants a number and not 'many'"));

    Command.Ended unknown = Command.run(TestCluster.SCRIPT, "sideways");
    assertThat(unknown.code(), is(1));
    assertThat(unknown.err(), containsString("no such command: 'sideways'"));

    Command.Ended help = Command.run(TestCluster.SCRIPT, "--help");
    assertThat(help.code(), is(0));
    assertThat(help.out(), allOf(startsWith("Usage: "), containsString("kill -9")));
  }
}
