package io.github.shardmill.crash;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.cli.RealCommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines that build an index, and what the runs of them came to. Stateless. */
final class BuildCommands {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BuildCommands() {}

  /**
   * Returns the arguments of a build of one tree with several batches, shards and threads.
   *
   * @param more arguments that are added
   */
  static String[] build(Path corpus, Path index, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("build", "--input", "docs=" + corpus, "--index", index.toString()));
    arguments.addAll(List.of("--shards", "2", "--parallelism", "2", "--batch-size", "10"));
    arguments.addAll(List.of("--progress", "none", "--json"));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  /**
   * Returns the arguments of the same build without a child process: for what happens when parsers
   * have long done their work, where starting a child is most of the time that a test takes.
   */
  static String[] buildInOneProcess(Path corpus, Path index, String... more) {
    List<String> all = new ArrayList<>(List.of(more));
    all.add("--isolation=none");
    return build(corpus, index, all.toArray(String[]::new));
  }

  /** Runs a build in this JVM that must succeed, and returns what it printed for scripts. */
  static JsonNode succeed(String... arguments) throws IOException {
    RealCommandLine.Ended ended = RealCommandLine.run(arguments);
    assertThat(ended.err(), ended.code(), is(0));
    return json(ended.out());
  }

  /** Reads what a command printed for scripts. */
  static JsonNode json(String printed) throws IOException {
    return JSON.readTree(printed);
  }

  /** Checks the counts of a run over {@link Corpora#mixed}, wherever its text came from. */
  static void assertCountsOfMixed(JsonNode run) {
    assertThat(run.path("discovered").asInt(), is(Corpora.FILES));
    int good = run.path("indexed").asInt() + run.path("unchanged").asInt();
    assertThat(good, is(Corpora.DOCUMENTS - 1));
    assertThat(run.path("failed").asInt(), is(1));
    assertThat(run.path("excluded").asInt(), is(1));
    assertThat(run.path("documents").asInt(), is(Corpora.DOCUMENTS));
  }
}
