package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.file.Digests;
import io.github.shardmill.file.extract.FileDigests;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.IndexVerification;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import io.github.shardmill.pipeline.read.SourceComparison;
import io.github.shardmill.pipeline.read.SourceFileState;
import io.github.shardmill.pipeline.read.SourceReport;
import io.github.shardmill.remote.TestSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files whose digest is on a list of known files are left out, whatever the index holds. */
class ExcludedHashesTest {
  private static final int FILES = 30;
  private static final int LARGE_BYTES = (16 << 20) + 5;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;
  private IndexedTree tree;
  private Path list;

  @BeforeEach
  void plantTree() throws IOException {
    tree = new IndexedTree(directory);
    tree.writeNotes("d", FILES);
    list = directory.resolve("known.txt");
  }

  private void list(String... paths) throws IOException {
    List<String> lines = new ArrayList<>(List.of("\"SHA-1\",\"MD5\",\"FileName\""));
    for (String path : paths) {
      lines.add("\"" + digests(path).sha1().toUpperCase(Locale.ROOT) + "\",\"\",\"" + path + "\"");
    }
    Files.write(list, lines);
  }

  private Digests digests(String path) throws IOException {
    return FileDigests.of(tree.file(path));
  }

  private TestBuild with(TestBuild build) {
    return build.withFilters(Filters.NONE.withExcludedHashes(Optional.of(list.toUri().toString())));
  }

  private RunSummary update() throws InterruptedException {
    return tree.run(with(tree.update()));
  }

  private Set<String> leftOut(RunSummary run) throws IOException {
    Set<String> ids = new TreeSet<>();
    Path records = new IndexLayout(tree.index()).run(run.runId());
    JsonNode named = JSON.readTree(Files.readAllBytes(records.resolve("run.json"))).path("records");
    for (JsonNode part : named) {
      String name = part.path("name").asText();
      if (name.startsWith("left-out-")) {
        List<String> lines = Files.readAllLines(records.resolve(name));
        assertThat(lines.size(), is(part.path("lines").asInt()));
        for (String line : lines) {
          ids.add(JSON.readTree(line).path("id").asText());
        }
      }
    }
    return ids;
  }

  private void assertSound() throws IOException {
    assertThat(
        IndexVerification.verify(tree.index(), (step, done, total) -> {}).findings().stream()
            .filter(finding -> !finding.ok())
            .toList(),
        is(List.of()));
  }

  @Test
  void listedFileIsCountedAndRecordedAndNeverParsed() throws Exception {
    list("d/note3.txt", "d/note7.txt");
    RunSummary run;
    try (ReachedPoints points = new ReachedPoints()) {
      run = with(tree.build()).commitTo(tree.index());
      assertThat(points.count(ReachedPoints.PARSE), is(FILES - 2));
    }
    assertThat(run.files().discovered(), is((long) FILES));
    assertThat(run.files().indexed(), is(FILES - 2L));
    assertThat(run.files().excluded(), is(2L));
    assertThat(run.files().excludedByHash(), is(2L));
    assertThat(tree.documents(), is(FILES - 2));
    assertThat(leftOut(run), is(Set.of("notes:d/note3.txt", "notes:d/note7.txt")));
    assertSound();
  }

  @Test
  void recordNamesTheReasonAndTheDigests() throws Exception {
    list("d/note3.txt");
    RunSummary run = with(tree.build()).commitTo(tree.index());
    Path records = new IndexLayout(tree.index()).run(run.runId());
    Path part;
    try (Stream<Path> files = Files.list(records)) {
      part =
          files
              .filter(file -> file.getFileName().toString().startsWith("left-out-"))
              .findAny()
              .orElseThrow();
    }
    JsonNode line = JSON.readTree(Files.readAllBytes(part));
    Digests digests = digests("d/note3.txt");
    assertThat(line.path("path").asText(), is("d/note3.txt"));
    assertThat(line.path("size").asLong(), is(digests.size()));
    assertThat(line.path("excluded").asText(), is("its SHA-1 is on the list of known files"));
    assertThat(line.path("md5").asText(), is(digests.md5()));
    assertThat(line.path("sha1").asText(), is(digests.sha1()));
    assertThat(line.path("sha256").asText(), is(digests.sha256()));
  }

  /** Such a file is parsed while it is read, when there is no list. */
  @Test
  void largeFileIsNotParsedEither() throws Exception {
    byte[] bytes = new byte[LARGE_BYTES];
    TestSeed.random().nextBytes(bytes);
    Files.write(tree.file("d/large.bin"), bytes);
    list("d/large.bin");
    try (ReachedPoints points = new ReachedPoints()) {
      RunSummary run = with(tree.build()).commitTo(tree.index());
      assertThat(points.count(ReachedPoints.PARSE), is(FILES));
      assertThat(run.files().excludedByHash(), is(1L));
      assertThat(run.bytes() > LARGE_BYTES, is(true));
    }
  }

  @Test
  void sourcesHoldNothingNewButWhatIsNotOnTheList() throws Exception {
    list("d/note3.txt", "d/note4.txt");
    with(tree.build()).commitTo(tree.index());
    assertSources(0, 2);
    list("d/note3.txt");
    assertSources(1, 1);
    Files.delete(list);
    assertSources(2, 0);
  }

  private void assertSources(long added, long excluded) throws IOException {
    try (CommittedIndex index = CommittedIndex.open(tree.index())) {
      SourceReport report = SourceComparison.compare(index, (step, done, total) -> {});
      assertThat(report.states().get(SourceFileState.NEW).files(), is(added));
      assertThat(report.excluded(), is(excluded));
    }
  }

  @Test
  void listThatGrewTakesDocumentsOut() throws Exception {
    list("d/note3.txt");
    with(tree.build()).commitTo(tree.index());
    IndexedTree.awaitTrust();
    update();
    list("d/note3.txt", "d/note4.txt", "d/note5.txt");
    try (ReachedPoints points = new ReachedPoints()) {
      RunSummary run = update();
      assertThat(run.reason(), run.verdict(), is(Verdict.COMMITTED));
      assertThat(points.count(ReachedPoints.PARSE), is(0));
      assertThat(run.files().excludedByHash(), is(3L));
      assertThat(run.files().unchanged(), is(FILES - 3L));
    }
    assertThat(tree.values("d/note4.txt").isEmpty(), is(true));
    assertThat(tree.documents(), is(FILES - 3));
    tree.assertEqualsFresh(with(tree.build()));
    assertSound();
    assertThat(update().verdict(), is(Verdict.UNCHANGED));
  }

  @Test
  void listThatShrankBringsFilesIn() throws Exception {
    list("d/note3.txt", "d/note4.txt");
    with(tree.build()).commitTo(tree.index());
    list("d/note4.txt");
    RunSummary run = update();
    assertThat(run.files().indexed(), is(1L));
    assertThat(run.files().excludedByHash(), is(1L));
    tree.assertEqualsFresh(with(tree.build()));
    RunSummary without = tree.run(tree.update());
    assertThat(without.files().excluded(), is(0L));
    assertThat(tree.documents(), is(FILES));
  }

  @Test
  void listOfAnIndexThatHadNoneTakesDocumentsOut() throws Exception {
    tree.build().commitTo(tree.index());
    IndexedTree.awaitTrust();
    tree.run(tree.update());
    list("d/note3.txt");
    RunSummary run = update();
    assertThat(run.files().excludedByHash(), is(1L));
    assertThat(tree.documents(), is(FILES - 1));
  }

  @Test
  void rebuildOverAnIndexLeavesListedFilesOutToo() throws Exception {
    tree.build().commitTo(tree.index());
    IndexedTree.awaitTrust();
    tree.run(tree.update());
    list("d/note3.txt");
    assertThat(tree.parserCalls(with(tree.build())), is(0));
    assertThat(tree.documents(), is(FILES - 1));
    assertSound();
  }

  @Test
  void changedFileThatIsNowOnTheListGoes() throws Exception {
    list("d/note3.txt");
    with(tree.build()).commitTo(tree.index());
    Files.copy(
        tree.file("d/note3.txt"), tree.file("d/note9.txt"), StandardCopyOption.REPLACE_EXISTING);
    RunSummary run = update();
    assertThat(run.files().excludedByHash(), is(2L));
    assertThat(tree.documents(), is(FILES - 2));
    tree.assertEqualsFresh(with(tree.build()));
  }

  @Test
  void settingsAreRemembered() throws Exception {
    list("d/note3.txt");
    with(tree.build()).commitTo(tree.index());
    Filters remembered = Builds.remembered(tree.index()).orElseThrow().filters();
    assertThat(remembered.excludedHashes(), is(Optional.of(list.toUri().toString())));
  }

  @Test
  void resultsOfAnInterruptedRunAreNotTakenForListedFiles() throws Exception {
    try (FailAtPoint failure = new FailAtPoint("shard.begin")) {
      assertThrows(RunFailedException.class, () -> tree.run(tree.build()));
      assertThat(failure.reached() > 0, is(true));
    }
    list("d/note3.txt");
    TestBuild resuming = with(tree.build()).with(Continuation.BUILD.resuming());
    RunSummary run = resuming.commitTo(tree.index());
    assertThat(run.files().excludedByHash(), is(1L));
    assertThat(tree.documents(), is(FILES - 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"extract.file", "shard.before-sync", "commit.records-written"})
  void flinkCountsAndRecordsOnceWhateverFails(String point) throws Exception {
    list("d/note3.txt", "d/note4.txt");
    TestBuild build =
        with(tree.build().withBeamOptions("--runner=FlinkRunner", "--flinkMaster=[local]"));
    RunSummary run;
    try (FailAtPoint failure = new FailAtPoint(point)) {
      run = build.commitTo(tree.index());
      assertThat(failure.reached() > 1, is(true));
    }
    assertThat(run.files().excludedByHash(), is(2L));
    assertThat(leftOut(run), is(Set.of("notes:d/note3.txt", "notes:d/note4.txt")));
    tree.assertEqualsFresh(with(tree.build()));
  }

  @Test
  void listThatIsNotThereOrNoListIsRefusedBeforeAnythingRuns() throws Exception {
    BuildRefusedException missing =
        assertThrows(
            BuildRefusedException.class,
            () -> Builds.start(with(tree.build()).settings(tree.index())));
    assertThat(missing.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(missing.getMessage(), containsString("there is no file " + list));
    Files.writeString(list, "\"SHA-1\"\nnot a digest\n");
    BuildRefusedException damaged =
        assertThrows(
            BuildRefusedException.class,
            () -> Builds.start(with(tree.build()).settings(tree.index())));
    assertThat(damaged.reason(), is(BuildRefusedException.Reason.USAGE));
    assertThat(
        damaged.getMessage(),
        endsWith("known.txt, line 2: does not begin with an MD5, SHA-1 or SHA-256 in hex"));
  }
}
