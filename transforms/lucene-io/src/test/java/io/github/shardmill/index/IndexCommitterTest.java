package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.iterableWithSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.spool.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexCommitterTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path temp;
  private Path index;

  @BeforeEach
  void nameIndex() {
    index = temp.resolve("index");
  }

  @Test
  void sameRunTwiceIsOneCommit() throws IOException {
    EngineRun run = new EngineRun(index, "run");
    RunParts parts = run.parts(EngineRun.docs(0, 10));
    CommitVerdict first = run.commit(parts);
    byte[] record = Files.readAllBytes(run.layout.runRecord("run"));
    CommitVerdict second = run.commit(parts);
    assertThat(first, equalTo(CommitVerdict.committed("run", 1, 10)));
    assertThat(second, equalTo(first));
    assertThat(EngineRun.base(index).generation(), is(1L));
    assertThat(EngineRun.ids(index), hasSize(10));
    assertThat(Files.readAllBytes(run.layout.runRecord("run")), equalTo(record));
  }

  @Test
  void ofTwoAttemptsAtAShardTheSameOneIsTakenInAnyOrder() throws IOException {
    EngineRun run = new EngineRun(index, "run");
    List<Region> regions = run.spool(EngineRun.docs(0, 20));
    ShardHandle zero = run.build(0, regions);
    ShardHandle one = run.build(1, regions);
    ShardHandle zeroAgain = run.build(0, regions);
    Files.delete(
        run.workspace
            .staging()
            .resolve(zeroAgain.directory())
            .resolve("index")
            .resolve(zeroAgain.files().get(0).name()));
    assertThat(RunParts.sum(parts(zeroAgain, one, zero)).winners(), contains(zero, one));
    assertThat(RunParts.sum(parts(zero, zeroAgain, one)).winners(), contains(zero, one));

    CommitVerdict verdict = run.commit(EngineRun.partsOf(zeroAgain, one, zero));
    assertThat(verdict, equalTo(CommitVerdict.committed("run", 1, 20)));
    assertThat(EngineRun.ids(index), hasSize(20));
    assertThat(record(run).path("documents").asLong(), is(20L));
  }

  @Test
  void missingShardIsRefused() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = new EngineRun(index, "second");
    ShardHandle one = run.build(1, run.spool(EngineRun.docs(0, 20)));
    CommitVerdict verdict = run.commit(EngineRun.partsOf(one));
    assertThat(verdict.kind(), is(Kind.REFUSED));
    assertThat(verdict.reason(), is("no index was built for shard [0] of 2"));
    assertThat(verdict.generation(), is(-1L));
    assertThat(EngineRun.ids(index), hasSize(5));
    assertThat(record(run).path("verdict").asText(), is("REFUSED"));
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
  }

  @Test
  void stagedFileOfAnotherLengthOrChecksumIsAnError() throws IOException {
    EngineRun.write(index, "first", EngineRun.docs(0, 5));
    EngineRun run = new EngineRun(index, "second");
    RunParts parts = run.parts(EngineRun.docs(0, 20));
    ShardHandle shard = parts.shards().get(0);
    Path directory = run.workspace.staging().resolve(shard.directory()).resolve("index");
    for (StagedFile file : shard.files()) {
      Path path = directory.resolve(file.name());
      byte[] good = Files.readAllBytes(path);
      byte[] otherChecksum = good.clone();
      otherChecksum[good.length - 1] ^= 1;
      byte[] longer = Arrays.copyOf(good, good.length + 1);
      byte[] shorter = Arrays.copyOf(good, good.length - 1);
      for (byte[] changed : List.of(otherChecksum, longer, shorter)) {
        Files.write(path, changed);
        assertThrows(IOException.class, () -> run.commit(parts));
      }
      Files.delete(path);
      assertThrows(IOException.class, () -> run.commit(parts));
      Files.write(path, good);
    }
    assertThat(EngineRun.ids(index), hasSize(5));
    assertThat(run.commit(parts).kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index), hasSize(20));
  }

  @Test
  void brokenEquationIsRefusedWithItsNumbers() throws IOException {
    RunPlan plan =
        new RunPlan(
            "run",
            RunPlan.Mode.REPLACE,
            -1,
            1,
            EngineRun.SCHEMA,
            List.of(new RunPlan.Equation(List.of("documents"), List.of("a", "b"))),
            List.of("a"),
            "{\"inputs\":[1],\"verdict\":\"forged\"}",
            0,
            CommitPolicy.DEFAULT,
            "{}");
    EngineRun run = new EngineRun(index, plan);
    RunParts counted = RunParts.of(Tally.ofCounts(Map.of("a", 2L, "b", 2L)), List.of());
    RunParts parts = RunParts.sum(List.of(run.parts(EngineRun.docs(0, 5)), counted));
    CommitVerdict verdict = run.commit(parts);
    assertThat(verdict.kind(), is(Kind.REFUSED));
    assertThat(verdict.reason(), is("the counts do not add up: documents = a + b, but 5 != 4"));
    JsonNode record = record(run);
    assertThat(record.at("/equations/0/holds").asBoolean(true), is(false));
    assertThat(record.path("a").asLong(), is(2L));
    assertThat(record.path("inputs"), equalTo(JSON.readTree("[1]")));
    assertThat(record.path("verdict").asText(), is("REFUSED"));
    assertThat(EngineRun.base(index).generation(), is(-1L));
  }

  @Test
  void recordOfACommitNamesItsPartsAndIsNamedByItsHash() throws Exception {
    EngineRun run = new EngineRun(index, "run");
    run.commit(run.parts(EngineRun.docs(0, 10)));
    byte[] bytes = Files.readAllBytes(run.layout.runRecord("run"));
    assertThat(data(index).recordsSha256(), is(sha256(bytes)));
    JsonNode record = record(run);
    assertThat(record.path("generation").asLong(), is(1L));
    assertThat(record.path("logicalDigest").asText(), is(data(index).digest().toString()));
    assertThat(
        record.path("linkedFiles").asLong() + record.path("copiedFiles").asLong(), is(not(0L)));
    assertThat(record.path("records"), iterableWithSize(2));
    for (JsonNode part : record.path("records")) {
      Path file = run.layout.run("run").resolve(part.path("name").asText());
      assertThat(part.path("sha256").asText(), is(sha256(Files.readAllBytes(file))));
    }
  }

  @Test
  void commitRemembersTheLast64Runs() throws IOException {
    CommitData data =
        new CommitData(
            "t0",
            1,
            EngineRun.SCHEMA,
            LogicalDigest.ZERO,
            0,
            "00",
            List.of("t0"),
            EngineRun.PROVENANCE,
            "{}");
    for (int i = 1; i < 100; i++) {
      List<String> tokens = data.tokensWith("t" + i);
      data =
          new CommitData(
              "t" + i,
              i,
              EngineRun.SCHEMA,
              LogicalDigest.ZERO,
              0,
              "00",
              tokens,
              EngineRun.PROVENANCE,
              "{}");
    }
    assertThat(data.lastTokens(), hasSize(64));
    assertThat(data.lastTokens().get(0), is("t36"));
    assertThat(data.lastTokens().get(63), is("t99"));
    EngineRun.write(index, "a");
    EngineRun.update(index, "b", EngineRun.doc("x", "y"));
    assertThat(data(index).lastTokens(), contains("a", "b"));
  }

  private static Iterable<RunParts> parts(ShardHandle... handles) {
    return Arrays.stream(handles).map(RunParts::of).toList();
  }

  private static CommitData data(Path index) throws IOException {
    return EngineRun.base(index).data().orElseThrow();
  }

  private static JsonNode record(EngineRun run) throws IOException {
    return JSON.readTree(Files.readAllBytes(run.layout.runRecord(run.plan.runId())));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
