package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.cli.RealCommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every option about the run has an effect, from the command line to the records. */
class RunOptionsIT {
  @TempDir private Path directory;
  private SmallCorpus corpus;
  private Path docs;
  private Path index;

  @BeforeEach
  void writeDocuments() throws IOException {
    corpus = SmallCorpus.in(directory);
    docs = corpus.docs();
    index = corpus.index();
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  @Test
  void whatTheMachineMayDoIsRecorded() throws Exception {
    JsonNode options =
        corpus.recordOf("--parallelism=3", "--batch-size=1", "--ram-buffer=32M").get("options");

    assertThat(options.get("parallelism").asInt(), is(3));
    assertThat(options.get("batchSize").asInt(), is(1));
    assertThat(options.get("ramBufferBytes").asLong(), is(32L << 20));
  }

  @Test
  void budgetsThatDoNotFitTheHeapAreRefused() {
    assertThat(
        build(docs, index, "--ram-buffer=1000G").refusedWith(1),
        containsString("lower --parallelism or --ram-buffer"));
    assertThat(
        build(docs, index, "--parallelism=1000").refusedWith(1),
        containsString("lower --parallelism or --ram-buffer"));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void aDryRunWritesNothing() throws Exception {
    Ended text = build(docs, index, "--dry-run").well();
    JsonNode plan = build(docs, index, "--dry-run", "--json", "--exclude=old/").well().json();

    assertThat(text.out(), containsString("4 files to index, "));
    assertThat(plan.get("files").asLong(), is(2L));
    assertThat(plan.get("excluded").asLong(), is(2L));
    assertThat(plan.get("diskNeededBytes").asLong(), is(greaterThan(0L)));
    assertThat(Files.exists(index), is(false));
  }

  @Test
  void workFilesGoWhereTheyAreTold() throws Exception {
    Path work = directory.resolve("work");
    corpus.recordOf("--work-dir", work);
    assertThat(corpus.found("*:*"), hasSize(4));
    assertThat(entries(work), is(empty()));

    Path nowhere = docs.resolve("a.txt").resolve("work");
    build(docs, index, "--work-dir", nowhere).refusedWith(2);
  }

  @Test
  void workFilesOfAnotherDeviceAreCopied() throws Exception {
    Path other = Path.of("/dev/shm");
    assumeTrue(Files.isDirectory(other) && Files.isWritable(other), "no other device");
    assumeFalse(Files.getFileStore(other).equals(Files.getFileStore(directory)), "the same device");
    Path work = Files.createTempDirectory(other, "shardmill-test");
    try {
      JsonNode record = corpus.recordOf("--work-dir", work);

      assertThat(record.get("linkedFiles").asLong(), is(0L));
      assertThat(record.get("copiedFiles").asLong(), is(greaterThan(0L)));
      assertThat(entries(work), is(empty()));
    } finally {
      Files.delete(work);
    }
  }

  @Test
  void theRunIdNamesTheRecords() throws Exception {
    JsonNode record = corpus.recordOf("--run-id=nightly.7");

    Path file = index.resolve("shardmill/runs/nightly.7/run.json");
    assertThat(record, is(JsonMapper.builder().build().readTree(Files.readString(file))));
    assertThat(record.get("runId").asText(), is("nightly.7"));
    assertThat(corpus.inspection().get("lastRun").get("runId").asText(), is("nightly.7"));
  }

  @Test
  void moreExceptionsThanAllowedAreCommittedAllTheSame() throws Exception {
    corpus.write("damaged.pdf", "%PDF-1.4 and no more");

    Ended ended = build(docs, index, "--max-exceptions=0");
    assertThat(ended.err(), ended.code(), is(5));
    assertThat(corpus.found("outcome:CORRUPT"), contains("docs:damaged.pdf"));
    build(docs, index, "--max-exceptions=1").well();
  }

  @Test
  void theEndOfARunIsTold() {
    String report = index.resolve("shardmill/runs/r/report.html").toString();

    Ended told = build(docs, index, "--run-id=r").well();
    assertThat(told.out(), is(""));
    assertThat(
        told.err(),
        allOf(
            containsString("shardmill: committed r: 4 of 4 files indexed; 4 documents, "),
            containsString("shardmill: report: " + report + "\n"),
            not(containsString("exceptions"))));
  }

  @Test
  void quietTellsNothing() {
    Ended ended = build(docs, index, "--quiet").well();

    assertThat(ended.out() + ended.err(), is(""));
  }

  @Test
  void optionsOfBeamPassThroughAndTheirValuesAreNotRecorded() throws Exception {
    JsonNode record = corpus.recordOf("--targetParallelism=1", "--jobName=secret");

    assertThat(record.get("verdict").asText(), is("COMMITTED"));
    assertThat(
        record.get("options").get("beamOptions"),
        contains(is(text("--targetParallelism")), is(text("--jobName"))));
    assertThat(record.toString(), not(containsString("secret")));
  }

  private static JsonNode text(String text) {
    return JsonMapper.builder().build().getNodeFactory().textNode(text);
  }

  @Test
  void whatBeamDoesNotAcceptIsWrongUsage() {
    RealCommandLine.Ended ended = build(docs, index, "--runner=NoSuchRunner");
    assertThat(ended.code(), is(1));
    assertThat(ended.err(), containsString("--runner: "));
    assertThat(ended.err(), containsString("NoSuchRunner"));
    assertThat(build(docs, index, "--noSuchOption=1").code(), is(1));
    assertThat(Files.exists(index), is(false));
  }
}
