package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.iterableWithSize;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every option about files and the index has an effect, from the command line to the index. */
class BuildOptionsIT {
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

  @Test
  void includeTakesOnlyWhatMatches() throws Exception {
    JsonNode record = corpus.recordOf("--include", "*.md");

    assertThat(corpus.found("*:*"), containsInAnyOrder("docs:b.md", "docs:old/d.md"));
    assertThat(record.get("excluded").asLong(), is(2L));
  }

  @Test
  void excludeLeavesOutAndCountsWhatMatches() throws Exception {
    JsonNode record = corpus.recordOf("--exclude", "old/");

    assertThat(corpus.found("*:*"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
    assertThat(record.get("excluded").asLong(), is(2L));
    assertThat(record.get("counts").get("directories.pruned").asLong(), is(0L));
  }

  @Test
  void pruneReportsADirectoryInsteadOfCountingItsFiles() throws Exception {
    JsonNode record = corpus.recordOf("--exclude", "old/", "--prune");

    assertThat(corpus.found("*:*"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
    assertThat(record.get("excluded").asLong(), is(0L));
    assertThat(record.get("counts").get("directories.pruned").asLong(), is(1L));
  }

  @Test
  void hiddenFilesAreTakenOnRequest() throws Exception {
    corpus.write(".hidden.txt", "secret");
    corpus.recordOf();
    assertThat(corpus.found("secret"), is(empty()));

    corpus.recordOf("--hidden");
    assertThat(corpus.found("secret"), contains("docs:.hidden.txt"));
  }

  @Test
  void largerFilesAreLeftOut() throws Exception {
    corpus.write("large.txt", "word ".repeat(500));

    assertThat(corpus.recordOf("--max-file-size=2kB").get("excluded").asLong(), is(1L));
    assertThat(corpus.found("name:large.txt"), is(empty()));
  }

  @Test
  void inputsHaveNames() throws Exception {
    build(docs.resolve("a.txt"), index, "--input", "mail=" + docs.resolve("old")).well();

    assertThat(corpus.found("*:*"), containsInAnyOrder("a.txt:a.txt", "mail:c.txt", "mail:d.md"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt\nold/d.md\n", "a.txt\0old/d.md\0"})
  void aListOfFilesTakesThePlaceOfInputs(String list) throws Exception {
    Path file = Files.writeString(directory.resolve("list"), list);
    run("build", "--files-from", file, "--base", docs, "--index", index).well();

    assertThat(corpus.found("*:*"), containsInAnyOrder("docs:a.txt", "docs:old/d.md"));
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

    assertThat(corpus.found("*:*"), contains("docs:b.md"));
  }

  @Test
  void shardsAreSegments() throws Exception {
    for (int i = 0; i < 20; i++) {
      corpus.write("more/" + i + ".txt", "text " + i);
    }

    assertThat(corpus.recordOf("--shards=1").get("shards"), iterableWithSize(1));
    assertThat(corpus.inspection().get("segments"), iterableWithSize(1));
    String digest = corpus.inspection().get("logicalDigest").asText();
    assertThat(corpus.recordOf("--shards=3").get("shards"), iterableWithSize(3));
    assertThat(corpus.inspection().get("segments"), iterableWithSize(3));
    assertThat(corpus.inspection().get("logicalDigest").asText(), is(digest));
  }

  @Test
  void theAnalyzerCutsWords() throws Exception {
    corpus.recordOf();
    assertThat(corpus.found("run"), is(empty()));

    corpus.recordOf("--analyzer=english");
    assertThat(corpus.found("run"), contains("docs:a.txt"));
    assertThat(corpus.inspection().get("schema").get("analyzer").asText(), is("english"));
  }

  @Test
  void longerTextsAreCut() throws Exception {
    corpus.recordOf("--max-text=10");

    assertThat(corpus.found("runner"), contains("docs:a.txt"));
    assertThat(corpus.found("quickly"), is(empty()));
    assertThat(corpus.found("outcome:TRUNCATED"), containsInAnyOrder("docs:a.txt", "docs:b.md"));
    run("verify", index).well();
  }

  @Test
  void parsingThatTakesTooLongIsGivenUp() throws Exception {
    corpus.write("slow.html", "<p>word <b>and</b> word</p>".repeat(100_000));
    JsonNode record = corpus.recordOf("--include=slow.html", "--parse-timeout=1ms");

    assertThat(record.get("failed").asLong(), is(1L));
    assertThat(corpus.found("outcome:TIMED_OUT"), contains("docs:slow.html"));
  }
}
