package io.github.shardmill.index.read;

import static io.github.shardmill.index.read.IndexFixture.RUN;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordsCheckTest {
  @TempDir private Path dir;

  private void build() throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.commit();
    }
  }

  private List<String> broken() throws IOException {
    return Verified.of(dir).broken();
  }

  private String detail(String check) throws IOException {
    return Verified.of(dir).detail(check);
  }

  @Test
  void missingPartOfTheManifestIsFound() throws IOException {
    build();
    Files.delete(dir.resolve("shardmill/runs/run-1/manifest-0.jsonl"));
    assertThat(broken(), contains("records"));
    assertThat(detail("records"), is("manifest-0.jsonl is missing"));
  }

  @Test
  void alteredPartOfTheManifestIsFound() throws IOException {
    build();
    Files.writeString(dir.resolve("shardmill/runs/run-1/manifest-0.jsonl"), "{}\n{}\n");
    assertThat(detail("records"), is("manifest-0.jsonl was altered"));
    assertThat(broken(), contains("records"));
  }

  @Test
  void alteredRunRecordIsFound() throws IOException {
    build();
    Path record = dir.resolve("shardmill/runs/run-1/run.json");
    Files.writeString(record, Files.readString(record).replace("\"seconds\":1.5", "\"seconds\":9"));
    assertThat(broken(), contains("runRecord"));
  }

  @Test
  void missingRunRecordIsFound() throws IOException {
    build();
    Files.delete(dir.resolve("shardmill/runs/run-1/run.json"));
    assertThat(broken(), contains("runRecord"));
  }

  private List<String> brokenWithRecord(Consumer<ObjectNode> change) throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      fixture.writeRun();
      Path path = fixture.layout.runRecord(RUN);
      ObjectNode record = (ObjectNode) IndexFixture.JSON.readTree(Files.readAllBytes(path));
      change.accept(record);
      byte[] json = IndexFixture.JSON.writeValueAsBytes(record);
      Files.write(path, json);
      fixture.commit(IndexFixture.sha256(json), fixture.digest(), fixture.documents());
    }
    return broken();
  }

  @Test
  void equationThatDoesNotHoldIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("equations").path(0)).put("left", 9)),
        contains("equations"));
  }

  @Test
  void equationThatTheCountsDoNotGiveIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("counts")).put("indexed", 9)),
        contains("equations"));
  }

  @Test
  void wrongNumberOfLinesIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("records").path(0)).put("lines", 3)),
        contains("records"));
    assertThat(detail("records"), is("manifest-0.jsonl has 2 lines, not 3"));
  }

  @Test
  void partOutsideOfTheRunIsFound() throws IOException {
    assertThat(
        brokenWithRecord(r -> ((ObjectNode) r.path("records").path(0)).put("name", "../../x")),
        contains("records"));
  }

  @Test
  void failuresThatTheIndexDoesNotShowAreFound() throws IOException {
    assertThat(
        brokenWithRecord(
            r -> {
              ObjectNode counts = (ObjectNode) r.path("counts");
              counts.put("failed", 2).put("indexed", 2).put("exceptions", 2);
            }),
        contains("exceptions"));
  }

  @Test
  void updateLeavesFailuresOfEarlierRuns() throws IOException {
    assertThat(
        brokenWithRecord(
            r -> {
              r.put("mode", "UPDATE");
              ObjectNode counts = (ObjectNode) r.path("counts");
              counts.put("failed", 0).put("indexed", 4).put("exceptions", 0);
            }),
        is(empty()));
  }
}
