package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention, rollback, pins and comparison of commits of a real index. */
class CommitsIT {
  @TempDir private Path directory;
  private SmallCorpus corpus;

  @BeforeEach
  void buildTwice() throws IOException {
    corpus = SmallCorpus.in(directory);
    corpus.recordOf("--run-id=one");
    corpus.write("new/e.txt", "brand new");
    corpus.write("old/c.txt", "old text with more");
    Files.delete(corpus.docs().resolve("b.md"));
    corpus.recordOf("--run-id=two");
  }

  private List<Long> generations() throws IOException {
    List<Long> generations = new ArrayList<>();
    corpus.inspection().get("commits").forEach(c -> generations.add(c.get("generation").asLong()));
    return generations;
  }

  private String digest() throws IOException {
    return corpus.inspection().get("logicalDigest").asText();
  }

  @Test
  void inspectListsCommitsWithRunsAndCostTheCurrentFirst() throws Exception {
    JsonNode commits = corpus.inspection().get("commits");
    assertThat(generations(), contains(2L, 1L));
    JsonNode current = commits.get(0);
    assertThat(current.get("token").asText(), is("two"));
    assertThat(current.get("kind").asText(), is("BUILD"));
    assertThat(current.get("documents").asLong(), is(4L));
    assertThat(current.get("pin").isNull(), is(true));
    assertThat(current.get("restored").isNull(), is(true));
    assertThat(current.get("ownBytes").asLong(), is(greaterThan(0L)));
    assertThat(
        "nothing is shared between two builds",
        current.get("bytes").asLong(),
        is(current.get("ownBytes").asLong()));
  }

  @Test
  void whatIsRolledBackIsVerifiedAndUpdatedAndRolledBackAgain() throws Exception {
    String second = digest();
    run("rollback", corpus.index()).well();
    assertThat(corpus.found("another"), contains("docs:b.md"));
    assertThat(run("verify", corpus.index()).well().out(), containsString("sound: all"));
    JsonNode current = corpus.inspection().get("commits").get(0);
    assertThat(current.get("kind").asText(), is("ROLLBACK"));
    assertThat(current.get("restored").asLong(), is(1L));
    assertThat("it names segments of another", current.get("ownBytes").asLong() < 10_000, is(true));

    run("update", corpus.index(), "--parallelism=2", "--max-removals=100", "--quiet").well();
    assertThat("the update brings back what changed", digest(), is(second));
    assertThat(generations(), contains(4L, 3L, 2L, 1L));

    run("rollback", corpus.index()).well();
    assertThat(corpus.found("another"), contains("docs:b.md"));
    run("verify", corpus.index()).well();
  }

  @Test
  void aRunThatKeepsLittleDeletesTheFilesOfWhatItDoesNotKeep() throws Exception {
    run("pin", corpus.index(), "--generation=1", "--note=first").well();
    corpus.recordOf("--run-id=three", "--keep-builds=1", "--keep-for=0s");
    assertThat(generations(), contains(3L, 1L));
    JsonNode pin = corpus.inspection().get("commits").get(1).get("pin");
    assertThat(pin.get("note").asText(), is("first"));
    run("diff", corpus.index(), 1, 3).well();

    run("unpin", corpus.index(), "--generation=1").well();
    corpus.recordOf("--run-id=four", "--keep-builds=1", "--keep-for=0s");
    assertThat(generations(), contains(4L));
    assertThat(Files.exists(corpus.index().resolve("segments_1")), is(false));
    long files;
    try (var entries = Files.list(corpus.index())) {
      files = entries.filter(f -> f.getFileName().toString().endsWith(".fdt")).count();
    }
    assertThat(files, is((long) corpus.inspection().get("segments").size()));
  }

  @Test
  void anUpdateKeepsWhatTheBuildWasToldToKeep() throws Exception {
    corpus.recordOf("--run-id=three", "--keep-builds=1", "--keep-for=0s");
    corpus.write("f.txt", "one more");
    run("update", corpus.index(), "--parallelism=2", "--quiet").well();
    assertThat(generations(), contains(4L, 3L));
  }

  @Test
  void aDiffTellsWhatWasAddedRemovedAndChanged() throws Exception {
    JsonNode diff = run("diff", corpus.index(), 1, 2, "--json").well().json();
    assertThat(diff.get("added").asLong(), is(1L));
    assertThat(diff.get("removed").asLong(), is(1L));
    assertThat(diff.get("changed").asLong(), is(1L));
    assertThat(diff.get("unchanged").asLong(), is(2L));
    JsonNode listed = diff.get("listed");
    assertThat(listed.get("added").get(0).get("id").asText(), is("docs:new/e.txt"));
    assertThat(listed.get("removed").get(0).get("id").asText(), is("docs:b.md"));
    JsonNode changed = listed.get("changed").get(0);
    assertThat(changed.get("id").asText(), is("docs:old/c.txt"));
    List<String> fields = new ArrayList<>();
    changed.get("changedFields").forEach(field -> fields.add(field.asText()));
    assertThat(
        fields.containsAll(List.of("content", "size", "md5", "sha256")) && !fields.contains("id"),
        is(true));
    List<String> folders = new ArrayList<>();
    diff.get("groups").get("folder").forEach(group -> folders.add(group.get("name").asText()));
    assertThat(folders, containsInAnyOrder("docs:", "docs:new/", "docs:old/"));
    assertThat(diff.get("groups").get("source").get(0).get("name").asText(), is("docs"));
  }

  @Test
  void twoIndexesAreComparedByTheirCurrentCommits() throws Exception {
    Path copy = Damage.copy(corpus.index(), directory.resolve("copy"));
    run("rollback", copy).well();
    JsonNode diff = run("diff", copy, corpus.index(), "--json", "--limit=0").well().json();
    assertThat(diff.get("added").asLong(), is(1L));
    assertThat(diff.get("listed").get("added").size(), is(0));
    JsonNode same = run("diff", corpus.index(), corpus.index(), "--json").well().json();
    assertThat(same.get("unchanged").asLong(), is(4L));
    assertThat(same.get("added").asLong() + same.get("removed").asLong(), is(0L));
  }

  @Test
  void whatIsNotThereIsNamedWithWhatIs() {
    assertThat(
        run("rollback", corpus.index(), "--to=9").refusedWith(1),
        containsString("no generation 9; available: 1, 2"));
    assertThat(
        run("pin", corpus.index(), "--generation=9").refusedWith(1),
        containsString("there is no generation 9 but 1, 2"));
    assertThat(
        run("diff", corpus.index(), 1, 9).refusedWith(1),
        containsString("there is no generation 9 but 1, 2"));
    Path missing = directory.resolve("missing");
    for (String command : List.of("rollback", "pin")) {
      assertThat(run(command, missing).refusedWith(1), containsString("no such directory"));
    }
    assertThat(Files.exists(missing), is(false));
  }

  @Test
  void aDryRunChangesNothing() throws Exception {
    String before = digest();
    assertThat(
        run("rollback", corpus.index(), "--dry-run").well().out(),
        containsString("would go back from generation 2 to the documents of generation 1"));
    assertThat(digest(), is(before));
    assertThat(generations(), contains(2L, 1L));
  }
}
