package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.RemoteOptions;
import io.github.shardmill.remote.s3.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A process that dies while it publishes to S3, and the run after it. The process is told by
 * variables of its environment where S3 is, the others by options.
 */
@Tag("slow")
class RemoteHaltIT {
  private static final int BUSY = 4;

  @TempDir Path temp;
  private final S3Server server = S3Server.shared();
  private Path index;
  private Path corpus;

  @BeforeEach
  void buildWhatIsThereBefore() throws IOException {
    RemoteOptions.use(
        PipelineOptionsFactory.fromArgs(server.options().toArray(String[]::new)).create());
    index = Locations.path("s3://" + server.newBucket() + "/index");
    Path older = Corpora.mixed(temp.resolve("older"), "flamingo");
    corpus = Corpora.mixed(temp.resolve("corpus"), "umbrella");
    run(BuildCommands.build(older, index, "--run-id", "base"), 0);
  }

  private String run(String[] arguments, int code) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(server.options());
    RealCommandLine.Ended ended = RealCommandLine.run(all.toArray(String[]::new));
    assertThat(ended.err(), ended.code(), is(code));
    return code == 0 ? ended.out() : ended.err();
  }

  private JsonNode currentCommit() throws IOException {
    String[] inspect = {"inspect", index.toString(), "--json"};
    return BuildCommands.json(run(inspect, 0)).get("commits").get(0);
  }

  @ParameterizedTest
  @CsvSource({
    "commit.adopted, base",
    "commit.before-rename, base",
    "commit.renamed, crashed",
    "commit.meta-written, crashed",
  })
  void indexIsAtOneCommitOrTheOtherAndTheNextRunTidiesUp(String point, String token)
      throws Exception {
    try (ChildJvm process = process("process").haltingAt(point, 1)) {
      process.start(BuildCommands.build(corpus, index, "--run-id", "crashed"));
      assertEnds(process, PointedMain.HALTED);
    }
    assertThat(currentCommit().get("token").asText(), is(token));
    run(new String[] {"verify", index.toString()}, 0);

    String[] recovery = BuildCommands.build(corpus, index, "--run-id", "recovery");
    assertThat(run(recovery, BUSY), allOf(containsString("crashed"), containsString("until")));
    endLease();
    BuildCommands.assertCountsOfMixed(BuildCommands.json(run(recovery, 0)));
    run(new String[] {"verify", index.toString()}, 0);
    try (Stream<Path> all = Files.walk(index.resolve("shardmill"))) {
      assertThat(
          all.map(Path::toString).filter(file -> file.contains("/work/")).toList(), is(empty()));
    }
  }

  @Test
  void whatAKilledProcessLeftOnThisMachineIsRemovedByTheNext() throws Exception {
    Path temporary = Files.createDirectory(temp.resolve("temporary"));
    try (ChildJvm process = process("killed").haltingAt("commit.adopted", 1)) {
      process
          .withTemporaryFilesIn(temporary)
          .start(BuildCommands.build(corpus, index, "--run-id", "crashed"));
      assertEnds(process, PointedMain.HALTED);
    }
    assertThat(scratch(temporary), is(not(empty())));
    try (ChildJvm process = process("next")) {
      process.withTemporaryFilesIn(temporary).start("inspect", index.toString());
      assertEnds(process, 0);
    }
    assertThat(scratch(temporary), is(empty()));
  }

  private static List<Path> scratch(Path temporary) throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.filter(file -> file.getFileName().toString().startsWith("shardmill")).toList();
    }
  }

  private ChildJvm process(String name) throws IOException {
    return new ChildJvm(temp.resolve(name))
        .with("AWS_ENDPOINT_URL", server.endpoint().toString())
        .with("AWS_REGION", "us-east-1")
        .with("AWS_ACCESS_KEY_ID", "key")
        .with("AWS_SECRET_ACCESS_KEY", "secret");
  }

  private static void assertEnds(ChildJvm process, int code) throws InterruptedException {
    ChildJvm.Ended ended = process.await();
    assertThat(ended.err(), ended.code(), is(code));
  }

  /** Five minutes later. */
  private void endLease() throws IOException {
    try (Stream<Path> leases = Files.list(index.resolve("shardmill/leases"))) {
      for (Path lease : leases.toList()) {
        String text = Files.readString(lease);
        Files.writeString(
            lease, text.replaceAll("\"expiresMillis\":[0-9]+", "\"expiresMillis\":1"));
      }
    }
  }
}
