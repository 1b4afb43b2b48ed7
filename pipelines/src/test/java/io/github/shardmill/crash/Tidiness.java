package io.github.shardmill.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.IndexMeta;
import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexCommit;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.FSDirectory;

/** What an index directory looks like after a run that succeeded: nothing is there without use. */
final class Tidiness {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final IndexLayout layout;

  private Tidiness(Path index) {
    this.layout = new IndexLayout(index);
  }

  /**
   * Checks an index directory.
   *
   * @param runs ids of the runs whose records are to be there, and no others
   */
  static void assertTidy(Path index, Set<String> runs) throws IOException {
    Tidiness tidiness = new Tidiness(index);
    tidiness.assertNothingForeign();
    tidiness.assertRecords(runs);
  }

  private void assertNothingForeign() throws IOException {
    try (FSDirectory directory = FSDirectory.open(layout.index())) {
      Set<String> used = new TreeSet<>();
      for (IndexCommit retained : DirectoryReader.listCommits(directory)) {
        used.addAll(retained.getFileNames());
      }
      used.add("shardmill");
      used.add("write.lock");
      assertThat("files of the index", names(layout.index()), is(used));
      byte[] description = IndexMeta.describe(directory);
      assertThat("meta.json", text(layout.meta()), is(new String(description, UTF_8)));
    }
    assertThat(
        "files beside the index",
        names(layout.own()),
        is(Set.of("lock", "meta.json", "runs", "work")));
    assertThat("work files", names(layout.work()), is(Set.of()));
  }

  private void assertRecords(Set<String> runs) throws IOException {
    assertThat("records of runs", names(layout.runs()), is(runs));
    CommitData commit = commit();
    byte[] record = Files.readAllBytes(layout.runRecord(commit.token()));
    assertThat("hash of run.json", sha256(record), is(commit.recordsSha256()));
    Set<String> named = new TreeSet<>(Set.of("run.json", "report.html"));
    for (JsonNode part : JSON.readTree(record).path("records")) {
      named.add(part.path("name").asText());
      Path file = layout.run(commit.token()).resolve(part.path("name").asText());
      assertThat(sha256(Files.readAllBytes(file)), is(part.path("sha256").asText()));
    }
    assertThat("records", names(layout.run(commit.token())), is(named));
    for (String run : runs) {
      assertThat("records of " + run, names(layout.run(run)), hasItems("run.json", "report.html"));
      for (String name : names(layout.run(run))) {
        boolean known = name.matches("run\\.json|report\\.html|[a-z]+-.*\\.jsonl");
        assertThat(run + " has " + name, known, is(true));
      }
    }
  }

  private CommitData commit() throws IOException {
    try (FSDirectory directory = FSDirectory.open(layout.index())) {
      SegmentInfos commit = SegmentInfos.readLatestCommit(directory);
      return CommitData.fromUserData(commit.getUserData()).orElseThrow();
    }
  }

  /** Returns the names in a directory; none where there is no directory. */
  static Set<String> names(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return Set.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, UTF_8);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
