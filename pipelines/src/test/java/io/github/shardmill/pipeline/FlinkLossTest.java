package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.RunLock;
import io.github.shardmill.pipeline.BuildSettings.Target;
import io.github.shardmill.pipeline.RunState.Phase;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that are not there, are others than was thought, or die. */
class FlinkLossTest {
  private static final int FILES = 20;
  private static final int PATIENCE_SECONDS = 120;
  private static final String RUN = "nightly";

  @TempDir private Path directory;
  private Path index;
  private Path tree;

  @BeforeEach
  void writeFiles() throws IOException {
    tree = Files.createDirectory(directory.resolve("notes"));
    for (int i = 0; i < FILES; i++) {
      Files.writeString(tree.resolve("note" + i + ".txt"), "this is note number " + i);
    }
    index = directory.resolve("index");
  }

  @Test
  void runWhoseClusterDiedIsSubmittedAgainAndGoesOn() throws Exception {
    RunFailedException lost = loseClusterAt("shard.begin");
    assertThat(
        lost.getMessage(),
        allOf(
            startsWith("Flink job "),
            containsString(" was lost: "),
            containsString("'shardmill inspect " + index + " --run " + RUN + "' tells"),
            containsString("; the results of " + FILES + " files are kept: --resume goes on")));
    // Nobody can know whether its steps live on, so the index stays theirs for some minutes.
    assertThat(RunLock.holder(new IndexLayout(index)), is(Optional.of(RUN)));
    assertThat(RunStates.of(index, RUN).orElseThrow().phase(), is(Phase.GOING_ON));

    try (SmallCluster cluster = new SmallCluster(directory);
        WatchedPoints points = WatchedPoints.counting()) {
      BuildRun run = Builds.start(settings(cluster, true));
      assertThat(
          run.notice(), startsWith("going on from the results of " + FILES + " files that an"));
      assertThat(run.await().verdict(), is(Verdict.COMMITTED));
      assertThat(points.reached("extract.parse"), is(0));
    }
    assertThat(RunStates.of(index, RUN).orElseThrow().phase(), is(Phase.ENDED));
    assertThat(RunLock.holder(new IndexLayout(index)), is(Optional.empty()));
    Path fresh = directory.resolve("fresh");
    TestBuild.of("notes", tree).commitTo(fresh);
    assertThat(IndexFacts.digest(index), equalTo(IndexFacts.digest(fresh)));
  }

  @Test
  void clusterThatIsNotThereIsToldAtOnce() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    assertThat(
        refused("localhost:" + free),
        startsWith("no Flink answers at --flinkMaster=localhost:" + free + ": "));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void clusterOfAnotherVersionIsToldAtOnce() throws Exception {
    try (OneAnswer flink = new OneAnswer("{\"flink-version\":\"1.18.1\"}")) {
      assertThat(
          refused(flink.address()), allOf(containsString(" is 1.18.1, and this speaks to 1.19.")));
    }
    assertThat(Files.exists(index), is(false));
  }

  private String refused(String master) {
    TestBuild build =
        TestBuild.of("notes", tree)
            .withBeamOptions("--runner=FlinkRunner", "--flinkMaster=" + master);
    return assertThrows(BuildRefusedException.class, () -> Builds.start(build.settings(index)))
        .getMessage();
  }

  /** Takes the whole cluster away while a step is at work, which ends when it is interrupted. */
  private RunFailedException loseClusterAt(String point) throws Exception {
    CompletableFuture<Void> reached = new CompletableFuture<>();
    SmallCluster cluster = new SmallCluster(directory);
    try (cluster;
        WatchedPoints points =
            WatchedPoints.doingAt(
                point,
                1,
                () -> {
                  reached.complete(null);
                  awaitInterruption();
                })) {
      BuildRun run = Builds.start(settings(cluster, false));
      reached.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      cluster.close();
      assertThat(points.reached("commit.before-delete"), is(0));
      return assertThrows(RunFailedException.class, run::await);
    }
  }

  private static void awaitInterruption() {
    try {
      new CountDownLatch(1).await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The client gives up soon when nobody answers any more. */
  private BuildSettings settings(SmallCluster cluster, boolean resume) throws IOException {
    Path configuration = Files.createDirectories(directory.resolve("conf"));
    Files.writeString(
        configuration.resolve("config.yaml"),
        "rest.retry.max-attempts: 1\nrest.retry.delay: 1\n",
        StandardCharsets.UTF_8);
    TestBuild build =
        TestBuild.of("notes", tree)
            .withBeamOptions(cluster.options("--flinkConfDir=" + configuration));
    BuildSettings settings =
        (resume ? build.with(build.continuation().resuming()) : build).settings(index);
    return new BuildSettings(
        settings.inputs(),
        settings.filters(),
        settings.extraction(),
        settings.indexing(),
        settings.execution(),
        new Target(index, Optional.empty(), Optional.of(RUN)),
        settings.continuation(),
        settings.gates());
  }

  /** Answers every question over HTTP in the same way. */
  private static final class OneAnswer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final byte[] answer;

    OneAnswer(String json) throws IOException {
      answer =
          ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: "
                  + json.length()
                  + "\r\n\r\n"
                  + json)
              .getBytes(StandardCharsets.US_ASCII);
      Thread answering = new Thread(this::answer, "one-answer");
      answering.setDaemon(true);
      answering.start();
    }

    String address() {
      return "127.0.0.1:" + socket.getLocalPort();
    }

    private void answer() {
      while (!socket.isClosed()) {
        try (Socket asked = socket.accept();
            InputStream question = asked.getInputStream()) {
          if (question.read(new byte[4_096]) > 0) {
            asked.getOutputStream().write(answer);
          }
        } catch (IOException closed) {
          return;
        }
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
