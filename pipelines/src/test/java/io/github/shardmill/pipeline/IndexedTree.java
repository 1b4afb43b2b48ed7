package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.file.change.ChangeRules;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A tree of files, and an index of it that runs bring up to date, for a test. */
final class IndexedTree {
  /** The name of the source. */
  static final String SOURCE = "notes";

  private static final FileTime OLD = FileTime.fromMillis(1_600_000_000_000L);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path directory;
  private final Path root;
  private final Path index;

  /** Makes the tree's directory; {@code directory} is all this one's. */
  IndexedTree(Path directory) throws IOException {
    this.directory = directory;
    this.root = Files.createDirectories(directory.resolve("tree"));
    this.index = directory.resolve("index");
  }

  Path root() {
    return root;
  }

  Path index() {
    return index;
  }

  Path file(String path) {
    return root.resolve(path);
  }

  /** Writes a file that says it is years old. */
  void write(String path, String text) throws IOException {
    Files.createDirectories(file(path).getParent());
    Files.writeString(file(path), text);
    age(path);
  }

  /** Writes so many different text files into a directory of the tree. */
  void writeNotes(String name, int files) throws IOException {
    for (int i = 0; i < files; i++) {
      write(name + "/note" + i + ".txt", "this is note number " + i + " of " + name);
    }
  }

  /** Sets a file's time to what {@link #write} gives every file. */
  void age(String path) throws IOException {
    Files.setLastModifiedTime(file(path), OLD);
  }

  /**
   * Returns when a run that begins then will be trusted by later ones to have seen what was written
   * until now.
   */
  static void awaitTrust() {
    awaitTrust(System.currentTimeMillis());
  }

  /**
   * Does the same for the files of the tree alone: at once where they were written long enough ago.
   */
  void awaitTrustInFiles() throws IOException {
    long touched = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.toList()) {
        FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        touched = Math.max(touched, changed.toMillis());
      }
    }
    awaitTrust(touched);
  }

  private static void awaitTrust(long touched) {
    long trusted = touched + ChangeRules.MARGIN_MILLIS + 100;
    while (System.currentTimeMillis() <= trusted) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Returns a build of the tree. */
  TestBuild build() {
    return TestBuild.of(SOURCE, root);
  }

  /** Returns a build of the tree and of another one, whose source is called {@code other}. */
  TestBuild buildWith(Path other) {
    return TestBuild.of(
        new Inputs(
            List.of(
                new Input(Optional.of(SOURCE), root.toString()),
                new Input(Optional.of("other"), other.toString())),
            Optional.empty()));
  }

  /** Returns an update of the index from the tree. */
  TestBuild update() {
    return build().asUpdate();
  }

  /** Runs it, whatever the verdict. */
  RunSummary run(TestBuild run) throws InterruptedException {
    return Builds.start(run.settings(index)).await();
  }

  /** Runs it, which must commit, and returns how often it called a parser. */
  int parserCalls(TestBuild run) throws InterruptedException {
    try (ReachedPoints points = new ReachedPoints()) {
      run.commitTo(index);
      return points.count(ReachedPoints.PARSE);
    }
  }

  /** Asserts that the index holds what a build with these settings into another place gives. */
  void assertEqualsFresh(TestBuild build) throws Exception {
    Path fresh = Files.createTempDirectory(directory, "fresh");
    build.commitTo(fresh);
    assertThat(IndexFacts.digest(index), is(IndexFacts.digest(fresh)));
  }

  /** Returns what the index holds of a file, by field; empty if it has no document. */
  Map<String, List<Object>> values(String path) throws IOException {
    return IndexFacts.values(index, SOURCE + ":" + path);
  }

  /** Returns the only value of a field of a file. */
  Object value(String path, String field) throws IOException {
    List<Object> values = values(path).getOrDefault(field, List.of());
    assertThat(path + " " + field + " " + values, values.size(), is(1));
    return values.get(0);
  }

  int documents() throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.reader().numDocs();
    }
  }

  long generation() throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.generation();
    }
  }

  /** Returns what a run counted under a name. */
  long count(RunSummary run, String counter) throws IOException {
    return record(run).path("counts").path(counter).asLong();
  }

  /** Returns the record of a run. */
  JsonNode record(RunSummary run) throws IOException {
    return JSON.readTree(Files.readAllBytes(new IndexLayout(index).runRecord(run.runId())));
  }

  /** Returns the ids that a run's records name as gone, sorted. */
  List<String> removed(RunSummary run) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Stream<Path> files = Files.list(new IndexLayout(index).run(run.runId()))) {
      files
          .filter(file -> file.getFileName().toString().startsWith("removed-"))
          .forEach(file -> ids.addAll(ids(file)));
    }
    ids.sort(null);
    return ids;
  }

  private static List<String> ids(Path records) {
    try {
      List<String> ids = new ArrayList<>();
      for (String line : Files.readAllLines(records)) {
        ids.add(JSON.readTree(line).path(IndexSchema.ID).asText());
      }
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
