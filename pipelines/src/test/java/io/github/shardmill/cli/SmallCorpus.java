package io.github.shardmill.cli;

import static io.github.shardmill.cli.RealCommandLine.build;
import static io.github.shardmill.cli.RealCommandLine.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Four small files in two directories, and the index that is built of them.
 *
 * @param docs the files: {@code a.txt}, {@code b.md}, {@code old/c.txt} and {@code old/d.md}
 * @param index not there at first
 */
record SmallCorpus(Path docs, Path index) {
  /** Writes the files below a directory. */
  static SmallCorpus in(Path directory) throws IOException {
    SmallCorpus corpus = new SmallCorpus(directory.resolve("docs"), directory.resolve("index"));
    corpus.write("a.txt", "The runner is running quickly");
    corpus.write("b.md", "# Notes\n\nanother word");
    corpus.write("old/c.txt", "old text");
    corpus.write("old/d.md", "old notes");
    return corpus;
  }

  /** Adds a file. */
  void write(String path, String text) throws IOException {
    Path file = docs.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** Builds the index and returns the record of the run. */
  JsonNode recordOf(Object... options) throws IOException {
    List<Object> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(options));
    return build(docs, index, all.toArray()).well().json();
  }

  /** Returns the ids of the documents that match, the best first. */
  List<String> found(String query) throws IOException {
    List<String> ids = new ArrayList<>();
    JsonNode result = run("search", index, query, "--json").well().json();
    result.get("hits").forEach(hit -> ids.add(hit.get("id").asText()));
    return ids;
  }

  /** Returns what {@code inspect} says. */
  JsonNode inspection() throws IOException {
    return run("inspect", index, "--json").well().json();
  }
}
