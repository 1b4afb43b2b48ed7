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
import java.util.Map;
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
        brokenWithRecord(r -> ((ObjectNode) r.path("records").path(0)).put("lines", 4)),
        contains("records"));
    assertThat(detail("records"), is("manifest-0.jsonl has 3 lines, not 4"));
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

  private List<String> brokenWithManifest(Consumer<Map<String, ObjectNode>> change)
      throws IOException {
    try (IndexFixture fixture = IndexFixture.withFamily(dir)) {
      change.accept(fixture.manifest);
      fixture.commit();
    }
    return broken();
  }

  @Test
  void rootWithoutLineInTheManifestIsFound() throws IOException {
    assertThat(brokenWithManifest(lines -> lines.remove("n:a")), contains("manifest"));
    assertThat(
        detail("manifest"), is("1 roots are not as the manifest says, first: n:a has no line"));
  }

  @Test
  void rootThatIsOnlyInTheManifestIsFound() throws IOException {
    assertThat(
        brokenWithManifest(lines -> lines.put("n:d", lines.get("n:a").deepCopy().put("id", "n:d"))),
        contains("manifest"));
    assertThat(
        detail("manifest"), is("1 roots are not as the manifest says, first: n:d is missing"));
  }

  @Test
  void valueThatTheManifestSaysOtherwiseIsFound() throws IOException {
    assertThat(
        brokenWithManifest(
            lines -> {
              lines.get("n:a").put("size", 7).put("sha256", "beef");
              lines.get("n:c").put("content_type", "text/plain");
              lines.get("n:b.zip").remove("outcome");
            }),
        contains("manifest"));
    assertThat(
        detail("manifest"),
        is("3 roots are not as the manifest says, first: n:a has another size, sha256"));
  }

  @Test
  void familyWithoutOneOfItsItemsIsFound() throws IOException {
    assertThat(
        brokenWithManifest(lines -> lines.get("n:b.zip").put("documents", 3)),
        contains("families"));
    assertThat(
        detail("families"),
        is("1 families do not have the documents that the manifest says, first: n:b.zip has 2"));
  }

  @Test
  void schemaThatTheRunDidNotHaveIsFound() throws IOException {
    assertThat(brokenWithRecord(r -> r.put("schemaFingerprint", "0")), contains("runCommit"));
  }
}
