package io.github.shardmill.index;

import static io.github.shardmill.index.EngineRun.doc;
import static io.github.shardmill.index.EngineRun.docs;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.read.Finding;
import io.github.shardmill.index.read.Finding.Severity;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.read.ReadProgress;
import io.github.shardmill.index.read.VerificationReport;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What verification makes of the records of successive runs. */
class RecordChainTest {
  @TempDir private Path temp;
  private Path index;
  private IndexLayout layout;

  @BeforeEach
  void buildAndUpdateTwice() throws IOException {
    index = temp.resolve("index");
    layout = new IndexLayout(index);
    EngineRun.write(index, "build", docs(0, 20));
    EngineRun.update(index, "first", doc("d3", "again"), doc("d90", "new"), Mutation.delete("d7"));
    EngineRun.update(index, "second", doc("d7", "back"), Mutation.delete("d90"));
  }

  private List<String> withSeverity(Severity severity) throws IOException {
    VerificationReport report = IndexVerification.verify(index, ReadProgress.NONE);
    return report.findings().stream()
        .filter(finding -> finding.severity() == severity)
        .map(Finding::check)
        .toList();
  }

  private String detail(String check) throws IOException {
    return IndexVerification.verify(index, ReadProgress.NONE).findings().stream()
        .filter(finding -> finding.check().equals(check))
        .map(Finding::detail)
        .findFirst()
        .orElseThrow();
  }

  private void assertSound() throws IOException {
    assertThat(withSeverity(Severity.BROKEN), is(empty()));
    assertThat(withSeverity(Severity.INCOMPLETE), is(empty()));
  }

  private JsonNode record(String run) throws IOException {
    return JsonMapper.builder().build().readTree(layout.runRecord(run).toFile());
  }

  private String recordSha256(String run) throws Exception {
    byte[] bytes = Files.readAllBytes(layout.runRecord(run));
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void everyRecordNamesTheOneBefore() throws Exception {
    assertThat(record("build").path("previousRecords").asText(), is(""));
    assertThat(record("first").path("previousRecords").asText(), is(recordSha256("build")));
    assertThat(record("second").path("previousRecords").asText(), is(recordSha256("first")));
    assertThat(
        EngineRun.base(index).data().orElseThrow().provenance().previousRecords(),
        is(recordSha256("first")));
  }

  @Test
  void manifestsOfUpdatesOverThatOfTheBuildGiveTheIndex() throws IOException {
    assertSound();
    assertThat(detail("manifest"), is("20 roots are as the manifest says, over 3 runs"));
    assertThat(detail("chain"), is("the records of all runs hang together, 3 in number"));
  }

  @Test
  void missingRecordsOfAnEarlierRunMakeChecksIncomplete() throws IOException {
    Files.delete(layout.runRecord("build"));
    assertThat(withSeverity(Severity.BROKEN), is(empty()));
    assertThat(withSeverity(Severity.INCOMPLETE), contains("chain", "manifest"));
    assertThat(
        detail("manifest"),
        is(
            "2 roots are as the manifest says, over 2 runs; the records of the runs"
                + " before run first are gone, 18 roots have nothing to be compared with"));
  }

  @Test
  void alteredRecordOfAnEarlierRunIsFound() throws IOException {
    Path record = layout.runRecord("first");
    Files.writeString(record, Files.readString(record).replace("\"shard\"", "\"Shard\""));
    assertThat(withSeverity(Severity.BROKEN), contains("chain"));
    assertThat(detail("chain"), is("the record of run first was altered"));
  }

  @Test
  void alteredManifestOfAnEarlierRunIsFound() throws IOException {
    try (Stream<Path> files = Files.list(layout.run("build"))) {
      Path part = files.filter(f -> f.toString().contains("manifest-")).findAny().orElseThrow();
      Files.writeString(part, Files.readString(part).replace("OK", "KO"));
    }
    assertThat(withSeverity(Severity.BROKEN), contains("records"));
    assertThat(detail("records"), containsString("was altered"));
  }

  @Test
  void fullBuildBeginsTheContentAnewAndGoesOnWithTheHistory() throws IOException {
    EngineRun.write(index, "rebuild", docs(5, 9));
    assertSound();
    assertThat(detail("chain"), is("the records of all runs hang together, 4 in number"));
    assertThat(detail("manifest"), is("4 roots are as the manifest says"));
  }

  @Test
  void rollbackHasTheContentOfWhatItWentBackTo() throws Exception {
    rollBackToTheFirstUpdate();
    assertSound();
    assertThat(detail("chain"), is("the records of all runs hang together, 4 in number"));
    assertThat(detail("manifest"), is("20 roots are as the manifest says, over 2 runs"));

    EngineRun.update(index, "third", doc("d91", "new"), Mutation.delete("d0"));
    assertSound();
    assertThat(detail("chain"), is("the records of all runs hang together, 5 in number"));
    assertThat(detail("manifest"), is("20 roots are as the manifest says, over 3 runs"));
  }

  /** Makes the index again what the first update made it, in a commit that says so. */
  private void rollBackToTheFirstUpdate() throws Exception {
    CommitData now = EngineRun.base(index).data().orElseThrow();
    Path other = temp.resolve("other");
    EngineRun.write(other, "build", docs(0, 20));
    EngineRun.update(other, "first", doc("d3", "again"), doc("d90", "new"), Mutation.delete("d7"));
    CommitData restored = EngineRun.base(other).data().orElseThrow();
    String record =
        "{\"runId\":\"back\",\"mode\":\"ROLLBACK\",\"restored\":2,\"generation\":4,"
            + "\"schemaFingerprint\":\""
            + EngineRun.SCHEMA.fingerprint()
            + "\",\"logicalDigest\":\""
            + restored.digest()
            + "\",\"previousRecords\":\""
            + now.recordsSha256()
            + "\"}";
    Files.createDirectories(layout.run("back"));
    Files.writeString(layout.runRecord("back"), record);
    try (FSDirectory directory = FSDirectory.open(index);
        FSDirectory content = FSDirectory.open(other);
        IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
      writer.deleteAll();
      writer.addIndexes(content);
      CommitData back =
          new CommitData(
              "back",
              4,
              EngineRun.SCHEMA,
              restored.digest(),
              restored.documents(),
              sha256(record),
              now.tokensWith("back"),
              new Provenance(Provenance.Kind.ROLLBACK, 0, 2, now.recordsSha256()),
              "{}");
      writer.setLiveCommitData(back.toUserData().entrySet());
      writer.commit();
    }
  }

  private static String sha256(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
