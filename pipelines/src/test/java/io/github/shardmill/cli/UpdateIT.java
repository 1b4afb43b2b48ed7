package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.shardmill.cli.RealCommandLine.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code update} as it is typed, on real indexes. */
class UpdateIT {
  @TempDir private Path temp;
  private Path docs;
  private Path index;

  @BeforeEach
  void writeFiles() throws IOException {
    docs = Files.createDirectory(temp.resolve("docs"));
    index = temp.resolve("index");
    for (int i = 0; i < 3; i++) {
      Files.writeString(docs.resolve(i + ".txt"), "umbrella number " + i);
    }
    Files.writeString(docs.resolve("left-out.log"), "never indexed");
  }

  @Test
  void settingsOfTheBuildGoOn() throws Exception {
    build(docs, index, "--exclude=*.log", "--max-text=20", "--analyzer=english").well();
    Files.writeString(docs.resolve("more.log"), "never indexed");
    Files.writeString(docs.resolve("long.txt"), "umbrellas everywhere ".repeat(10));

    JsonNode run = run("update", index, "--progress=none", "--json").well().json();

    assertThat(run.path("discovered").asInt(), is(6));
    assertThat(run.path("excluded").asInt(), is(2));
    assertThat(run.path("indexed").asInt(), is(1));
    assertThat(run.path("unchanged").asInt(), is(3));
    assertThat(run.path("counts").path("outcome.TRUNCATED.files").asInt(), is(1));
    JsonNode found = run("search", index, "content:umbrella", "--json").well().json();
    assertThat(found.path("total").asInt(), is(4));
  }

  @Test
  void lastLineTellsWhatChanged() throws Exception {
    build(docs, index).well();
    Files.delete(docs.resolve("0.txt"));
    Files.writeString(docs.resolve("1.txt"), "another text, which is longer");
    Files.writeString(docs.resolve("3.txt"), "a new one");

    String told = run("update", index, "--progress=none").well().err();

    assertThat(
        told,
        containsString(": 2 added or changed, 1 removed, 2 unchanged; 2 documents written, 38 B"));
  }

  @Test
  void rootThatIsGoneChangesNothing() throws IOException {
    build(docs, index).well();
    Files.move(docs, temp.resolve("elsewhere"));

    String told = run("update", index, "--progress=none").refusedWith(ExitCode.FAILED.code());

    assertThat(
        told,
        allOf(
            containsString("source 'docs' is not there: " + docs),
            containsString("Nothing was changed")));
  }

  @Test
  void emptyRootIsRefused() throws IOException {
    build(docs, index).well();
    Files.move(docs, temp.resolve("elsewhere"));
    Files.createDirectory(docs);

    Ended ended = run("update", index, "--progress=none");
    assertThat(ended.code(), is(ExitCode.REFUSED.code()));
    assertThat(
        ended.err(),
        containsString(
            "refused, the index is as before: source 'docs' is empty, and the index holds 4"));

    run("update", index, "--progress=none", "--max-removals=100").well();
  }

  @Test
  void nothingToGoOnFromIsWrongUsage() {
    Ended ended = run("update", index);
    assertThat(ended.code(), is(ExitCode.USAGE.code()));
    assertThat(
        ended.err(), containsString("nothing to index: give --input, --sources or --files-from"));
    assertThat(Files.exists(index), is(false));
  }
}
