package io.github.shardmill.index.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.schema.IndexSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.apache.lucene.util.BytesRef;

/**
 * The manifests of successive runs as one, in order of ids as unsigned UTF-8: of each root the line
 * of the last run that had one. Memory is a block of each part file. Not thread-safe, for one use.
 */
final class ManifestLog {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PriorityQueue<Part> parts =
      new PriorityQueue<>(Comparator.comparing(Part::id).thenComparingInt(Part::age));

  /**
   * What the manifests say about one root.
   *
   * @param id of the root
   * @param line the line of the last run that had one
   * @param twice whether that run had two
   */
  record Entry(BytesRef id, JsonNode line, boolean twice) {
    boolean isDeleted() {
      return line.path("deleted").asBoolean();
    }
  }

  /** Begins with the part files of runs, the last run first. */
  ManifestLog(List<RunChain.Link> runs) throws IOException {
    for (int age = 0; age < runs.size(); age++) {
      for (JsonNode part : runs.get(age).json().path("records")) {
        String name = part.path("name").asText();
        if (name.startsWith("manifest-")) {
          Part opened = new Part(new RecordLines(runs.get(age).directory().resolve(name)), age);
          if (opened.advance()) {
            parts.add(opened);
          }
        }
      }
    }
  }

  /** Returns what comes next, or null behind the last. */
  Entry next() throws IOException {
    Part first = parts.peek();
    if (first == null) {
      return null;
    }
    BytesRef id = first.id();
    int age = first.age();
    JsonNode line = first.line;
    boolean twice = false;
    advanceFirst();
    while (!parts.isEmpty() && parts.peek().id().equals(id)) {
      twice |= parts.peek().age() == age;
      advanceFirst();
    }
    return new Entry(id, line, twice);
  }

  private void advanceFirst() throws IOException {
    Part first = parts.poll();
    if (first.advance()) {
      parts.add(first);
    }
  }

  /** One part file, at one of its lines. */
  private static final class Part {
    private final RecordLines lines;
    private final int age;
    private JsonNode line;
    private BytesRef id;

    Part(RecordLines lines, int age) {
      this.lines = lines;
      this.age = age;
    }

    BytesRef id() {
      return id;
    }

    int age() {
      return age;
    }

    boolean advance() throws IOException {
      byte[] next = lines.next();
      if (next == null) {
        return false;
      }
      line = JSON.readTree(next);
      id = new BytesRef(line.path(IndexSchema.ID).asText().getBytes(StandardCharsets.UTF_8));
      return true;
    }
  }
}
