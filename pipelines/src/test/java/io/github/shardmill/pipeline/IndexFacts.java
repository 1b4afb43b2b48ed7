package io.github.shardmill.pipeline;

import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.DigestRecomputation;
import io.github.shardmill.index.read.DocumentLookup;
import io.github.shardmill.index.read.IndexSearch;
import io.github.shardmill.index.read.SearchRequest;
import io.github.shardmill.index.read.SearchResult.Hit;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What two indexes of the same files have in common however they were built.
 *
 * @param claimed the logical digest that the commit carries
 * @param recomputed the logical digest of what is indexed
 * @param searches for each query the hits, best first, as score and id
 * @param manifest lines of the manifest of the last run, sorted
 * @param exceptions lines of its exceptions, sorted
 */
record IndexFacts(
    LogicalDigest claimed,
    LogicalDigest recomputed,
    Map<String, List<String>> searches,
    List<String> manifest,
    List<String> exceptions) {
  private static final int ALL_HITS = 10_000;

  /** Returns the facts of the last commit; {@code queries} are asked of it. */
  static IndexFacts of(Path index, List<String> queries) throws Exception {
    try (CommittedIndex opened = CommittedIndex.open(index);
        IndexSearch search = new IndexSearch(opened)) {
      Map<String, List<String>> searches = new LinkedHashMap<>();
      for (String query : queries) {
        searches.put(query, hits(search, query));
      }
      Path run = new IndexLayout(index).run(opened.data().orElseThrow().token());
      return new IndexFacts(
          opened.data().orElseThrow().digest(),
          DigestRecomputation.of(opened, (step, done, total) -> {}).digest(),
          searches,
          lines(run, "manifest-*.jsonl"),
          lines(run, "exceptions-*.jsonl"));
    }
  }

  static LogicalDigest digest(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.data().orElseThrow().digest();
    }
  }

  /** Returns the ids of all documents that match. */
  static List<String> ids(Path index, String query) throws Exception {
    try (CommittedIndex opened = CommittedIndex.open(index);
        IndexSearch search = new IndexSearch(opened)) {
      return hits(search, query).stream().map(hit -> hit.substring(hit.indexOf(' ') + 1)).toList();
    }
  }

  /** Returns what the index holds of a document, by field; empty if it has none of this id. */
  static Map<String, List<Object>> values(Path index, String id) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      DocumentLookup lookup = new DocumentLookup(opened);
      List<Integer> found = lookup.find(IndexSchema.ID, id, 1);
      return found.isEmpty() ? Map.of() : lookup.values(found.get(0));
    }
  }

  private static List<String> hits(IndexSearch search, String query) throws Exception {
    SearchRequest request =
        SearchRequest.of(query)
            .withLimit(ALL_HITS)
            .withPassages(0)
            .withDateFields(Set.of(FileSchema.MODIFIED, FileSchema.CREATED));
    List<String> hits = new ArrayList<>();
    for (Hit hit : search.search(request).hits()) {
      hits.add(Float.toHexString(hit.score()) + " " + hit.id());
    }
    return hits;
  }

  private static List<String> lines(Path run, String parts) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(run, parts)) {
      for (Path file : files) {
        lines.addAll(Files.readAllLines(file));
      }
    }
    Collections.sort(lines);
    return lines;
  }
}
