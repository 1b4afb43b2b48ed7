package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.file.Source;
import io.github.shardmill.file.discover.FileFilter;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.read.CommittedIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the files of a commit came from and which of them were meant, as its run remembers.
 *
 * <p>Read from what the commit carries, or where that has no inputs from the run's record.
 *
 * @param sources in the order given to the run
 * @param filter which of their files were left out
 */
record RememberedInputs(List<SourceSpec> sources, FileFilter filter) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String INPUTS = "inputs";

  /** Copies the list. */
  RememberedInputs {
    sources = List.copyOf(sources);
  }

  /**
   * Reads them.
   *
   * @throws IOException if nothing is remembered; says so
   */
  static RememberedInputs of(CommittedIndex index) throws IOException {
    CommitData data =
        index
            .data()
            .orElseThrow(() -> new IOException("a plain Lucene index remembers no sources"));
    JsonNode carried = JSON.readTree(data.carried());
    return carried.has(INPUTS) ? parse(carried) : parse(record(index, data));
  }

  private static JsonNode record(CommittedIndex index, CommitData data) throws IOException {
    Path record = index.layout().runRecord(data.token());
    if (!Files.isRegularFile(record)) {
      throw new IOException("nothing remembers the sources of the index: no " + record);
    }
    return JSON.readTree(Files.readAllBytes(record));
  }

  private static RememberedInputs parse(JsonNode json) throws IOException {
    List<SourceSpec> sources = new ArrayList<>();
    for (JsonNode input : json.path(INPUTS)) {
      sources.add(
          new SourceSpec(
              new Source(input.path("name").asText(), input.path("root").asText()),
              SourceSpec.Kind.valueOf(input.path("kind").asText()),
              input.path("detail").asText()));
    }
    if (sources.isEmpty()) {
      throw new IOException("nothing remembers the sources of the index");
    }
    JsonNode options = json.path("options");
    return new RememberedInputs(
        sources,
        FileFilter.DEFAULT
            .withIncludes(texts(options.path("includes")))
            .withExcludes(texts(options.path("excludes")))
            .withHidden(options.path("hidden").asBoolean())
            .withPrune(options.path("prune").asBoolean())
            .withMaxFileSizeBytes(
                options.path("maxFileSizeBytes").asLong(FileFilter.UNLIMITED)));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }
}
