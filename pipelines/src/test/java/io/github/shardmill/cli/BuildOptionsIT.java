package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.iterableWithSize;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.cli.RealCommandLine.Ended;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option of {@code build} has an effect, from the command line to the index. */
class BuildOptionsIT {
  @TempDir private Path directory;
  private Path docs;
  private Path index;

  @BeforeEach
  void writeDocuments() throws IOException {
    docs = Files.createDirectory(directory.resolve("docs"));
    index = directory.resolve("index");
    write("a.txt", "The runner is running quickly");
    write("b.md", "# Notes\n\nanother word");
    write("old/c.txt", "old text");
    write("old/d.md", "old notes");
  }

  private void write(String path, String text) throws IOException {
    Path file = docs.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private JsonNode record(Object... options) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(options));
    return build(docs, index, all.toArray()).well().json();
  }

  private List<String> found(String query) throws IOException {
    List<String> ids = new ArrayList<>();
    JsonNode result = run("search", index, query, "--json").well().json();
    result.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  private JsonNode inspection() throws IOException {
    return run("inspect", index, "--json").well().json();
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  @Test
  void includeTakesOnlyWhatMatches() throws Exception {
    JsonNode record = record("--include", "*.md");

    assertThat(found("*:*"), containsInAnyOrder("docs:b.md", "docs:old/d.md"));
    assertThat(record.get("excluded").asLong(), is(2L));
  }

  @Test
  void excludeLeavesOutAndCountsWhatMatches() throws Exception {
    JsonNode record = record("--exclude", "old/");

    assertThat(found("*:*"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
    assertThat(record.get("excluded").asLong(), is(2L));
    assertThat(record.get("counts").get("directories.pruned").asLong(), is(0L));
  }

  @Test
  void pruneReportsADirectoryInsteadOfCountingItsFiles() throws Exception {
    JsonNode record = record("--exclude", "old/", "--prune");

    assertThat(found("*:*"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
    assertThat(record.get("excluded").asLong(), is(0L));
    assertThat(record.get("counts").get("directories.pruned").asLong(), is(1L));
  }

  @Test
  void hiddenFilesAreTakenOnRequest() throws Exception {
    write(".hidden.txt", "secret");
    record();
    assertThat(found("secret"), is(empty()));

    record("--hidden");
    assertThat(found("secret"), contains("docs:.hidden.txt"));
  }

  @Test
  void largerFilesAreLeftOut() throws Exception {
    write("large.txt", "word ".repeat(500));

    assertThat(record("--max-file-size=2kB").get("excluded").asLong(), is(1L));
    assertThat(found("name:large.txt"), is(empty()));
  }

  @Test
  void inputsHaveNames() throws Exception {
    build(docs.resolve("a.txt"), index, "--input", "mail=" + docs.resolve("old")).well();

    assertThat(found("*:*"), containsInAnyOrder("a.txt:a.txt", "mail:c.txt", "mail:d.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt\nold/d.md\n", "a.txt\0old/d.md\0"})
  void aListOfFilesTakesThePlaceOfInputs(String list) throws Exception {
    Path file = Files.writeString(directory.resolve("list"), list);
    run("build", "--files-from", file, "--base", docs, "--index", index).well();

    assertThat(found("*:*"), containsInAnyOrder("docs:a.txt", "docs:old/d.md"));
  }

  @Test
  void aListMayComeFromStandardInput() throws Exception {
    InputStream standardInput = System.in;
    System.setIn(new ByteArrayInputStream("b.md\n".getBytes(StandardCharsets.UTF_8)));
    try {
      run("build", "--files-from", "-", "--base", docs, "--index", index).well();
    } finally {
      System.setIn(standardInput);
    }

    assertThat(found("*:*"), contains("docs:b.md"));
  }

  @Test
  void shardsAreSegments() throws Exception {
    for (int i = 0; i < 20; i++) {
      write("more/" + i + ".txt", "text " + i);
    }

    assertThat(record("--shards=1").get("shards"), iterableWithSize(1));
    assertThat(inspection().get("segments"), iterableWithSize(1));
    String digest = inspection().get("logicalDigest").asText();
    assertThat(record("--shards=3").get("shards"), iterableWithSize(3));
    assertThat(inspection().get("segments"), iterableWithSize(3));
    assertThat(inspection().get("logicalDigest").asText(), is(digest));
  }

  @Test
  void whatTheMachineMayDoIsRecorded() throws Exception {
    JsonNode options =
        record("--parallelism=3", "--batch-size=1", "--ram-buffer=32M").get("options");

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
  void theAnalyzerCutsWords() throws Exception {
    record();
    assertThat(found("run"), is(empty()));

    record("--analyzer=english");
    assertThat(found("run"), contains("docs:a.txt"));
    assertThat(inspection().get("schema").get("analyzer").asText(), is("english"));
  }

  @Test
  void longerTextsAreCut() throws Exception {
    record("--max-text=10");

    assertThat(found("runner"), contains("docs:a.txt"));
    assertThat(found("quickly"), is(empty()));
    assertThat(found("outcome:TRUNCATED"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
  }

  @Test
  void parsingThatTakesTooLongIsGivenUp() throws Exception {
    write("slow.html", "<p>word <b>and</b> word</p>".repeat(100_000));
    JsonNode record = record("--include=slow.html", "--parse-timeout=1ms");

    assertThat(record.get("failed").asLong(), is(1L));
    assertThat(found("outcome:TIMED_OUT"), contains("docs:slow.html"));
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
    record("--work-dir", work);
    assertThat(found("*:*"), hasSize(4));
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
      JsonNode record = record("--work-dir", work);

      assertThat(record.get("linkedFiles").asLong(), is(0L));
      assertThat(record.get("copiedFiles").asLong(), is(greaterThan(0L)));
      assertThat(entries(work), is(empty()));
    } finally {
      Files.delete(work);
    }
  }

  @Test
  void theRunIdNamesTheRecords() throws Exception {
    JsonNode record = record("--run-id=nightly.7");

    Path file = index.resolve("shardmill/runs/nightly.7/run.json");
    assertThat(record, is(JsonMapper.builder().build().readTree(Files.readString(file))));
    assertThat(record.get("runId").asText(), is("nightly.7"));
    assertThat(inspection().get("lastRun").get("runId").asText(), is("nightly.7"));
  }

  @Test
  void moreExceptionsThanAllowedAreCommittedAllTheSame() throws Exception {
    write("damaged.pdf", "%PDF-1.4 and no more");

    Ended ended = build(docs, index, "--max-exceptions=0");
    assertThat(ended.err(), ended.code(), is(5));
    assertThat(found("outcome:CORRUPT"), contains("docs:damaged.pdf"));
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
    JsonNode record = record("--targetParallelism=1", "--jobName=secret");

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
    assertThat(
        build(docs, index, "--runner=NoSuchRunner").refusedWith(1), containsString("NoSuchRunner"));
    assertThat(build(docs, index, "--noSuchOption=1").code(), is(1));
    assertThat(Files.exists(index), is(false));
  }
}
