package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.index.spool.FinishedSpool;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.pipeline.BuildSettings.Extraction;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumeTest {
  private static final int FILES = 80;
  private static final String PARSE = "extract.parse";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir Path directory;

  /** More items than leave extraction at once. */
  private static final int MANY = 2_500;

  private Path tree;
  private Path index;
  private IndexLayout layout;
  private TestBuild build;

  @BeforeEach
  void writeFiles() throws IOException {
    tree = Files.createDirectories(directory.resolve("tree"));
    index = directory.resolve("index");
    layout = new IndexLayout(index);
    for (int i = 0; i < FILES; i++) {
      write("d" + i % 3 + "/note" + i + ".txt", "this is note number " + i);
    }
    build = TestBuild.of("notes", tree).withBatchSize(5);
  }

  @Test
  void failedBuildIsResumedWithoutParsingAgain() throws Exception {
    String message = fail(build, "spool.flush", 4);
    assertThat(
        message,
        matchesPattern(
            ".*; the results of [1-7]?[0-9] files are kept: --resume goes on from them"));
    try (WatchedPoints points = WatchedPoints.counting()) {
      BuildRun run = Builds.start(resuming(build).settings(index));
      int finished = Integer.parseInt(run.notice().replaceAll("\\D+", ""));
      assertThat(finished, allOf(greaterThan(0), lessThan(FILES)));
      RunSummary resumed = run.await();
      assertThat(points.reached(PARSE), is(FILES - finished));
      assertThat(resumed.files().indexed(), is((long) FILES));
      assertThat(resumed.documents(), is((long) FILES));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void cancelledBuildIsResumed() throws Exception {
    AtomicReference<BuildRun> run = new AtomicReference<>();
    RunSummary cancelled;
    try (WatchedPoints points =
        WatchedPoints.doingAt("shard.begin", 1, () -> await(run).cancel())) {
      run.set(Builds.start(build.settings(index)));
      cancelled = run.get().await();
      assertThat(points.reached(PARSE), is(FILES));
    }
    assertThat(cancelled.verdict(), is(Verdict.CANCELLED));
    assertThat(
        cancelled.reason(),
        is(
            "nothing was published; the results of 80 files are kept:"
                + " --resume goes on from them"));
    resume(build, 0);
    assertEqualsFreshBuild();
  }

  @Test
  void collapsedFilesAreResumed() throws Exception {
    for (int i = 0; i < FILES; i += 2) {
      write("d3/copy of note" + i + ".txt", "this is note number " + i);
    }
    build = build.withFilters(Filters.NONE.withDuplicates(Duplicates.COLLAPSE));
    fail(build, "shard.begin", 1);
    Files.delete(tree.resolve("d0/note0.txt"));
    Files.delete(tree.resolve("d0/note6.txt"));
    RunSummary resumed = resume(build, 0);
    assertThat(resumed.files().indexed(), is((long) FILES));
    assertThat(resumed.files().duplicates(), is(FILES / 2L - 2));
    assertEqualsFreshBuild();
  }

  @Test
  void filesInsideFilesAreResumed() throws Exception {
    Path container = tree.resolve("d0/many.zip");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(container))) {
      for (int i = 0; i < MANY; i++) {
        zip.putNextEntry(new ZipEntry(i + ".txt"));
        zip.write(("item " + i).getBytes(StandardCharsets.UTF_8));
      }
    }
    fail(build, "shard.begin", 1);
    assertThat(resume(build, 0).documents(), is(FILES + 1L + MANY));
    assertEqualsFreshBuild();
  }

  @Test
  void whatChangedMeanwhileIsParsed() throws Exception {
    fail(build, "shard.begin", 1);
    write("d0/note0.txt", "changed and longer than before");
    write("d1/note1.txt", "this is note number X");
    write("d2/new.txt", "a new file");
    Files.delete(tree.resolve("d2/note2.txt"));
    Files.move(tree.resolve("d0/note3.txt"), tree.resolve("d1/moved.txt"));
    RunSummary resumed = resume(build, 3);
    assertThat(resumed.files().indexed(), is((long) FILES));
    assertEqualsFreshBuild();
  }

  @Test
  void filesThatCanBeTrustedAreNotEvenOpened() throws Exception {
    fail(build, "shard.begin", 1);
    listedLaterBy(60_000);
    try (WatchedPoints points = WatchedPoints.counting()) {
      resuming(build).commitTo(index);
      assertThat(points.reached("extract.file"), is(0));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void trustedFilesOfAnotherDirectoryAreCompared() throws Exception {
    fail(build, "shard.begin", 1);
    listedLaterBy(60_000);
    Path other = directory.resolve("other");
    Files.move(tree, other);
    write("d0/unused.txt", "the tree is there, but it is not the source");
    build = TestBuild.of("notes", other).withBatchSize(5);
    try (WatchedPoints points = WatchedPoints.counting()) {
      resuming(build).commitTo(index);
      assertThat(points.reached("extract.file"), is(FILES));
      assertThat(points.reached(PARSE), is(0));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void damagedSpoolFilesAreParsedAgain() throws Exception {
    fail(build, "shard.begin", 1);
    Path spool = onlyWork().resolve("spool");
    List<FinishedSpool> files = FinishedSpool.list(spool);
    assertThat(files.size(), greaterThan(3));
    Path flipped = spool.resolve(files.get(0).file());
    byte[] bytes = Files.readAllBytes(flipped);
    bytes[bytes.length / 2] ^= 1;
    Files.write(flipped, bytes);
    Files.delete(spool.resolve(files.get(1).file()));
    Files.write(spool.resolve(files.get(2).file() + ".regions"), new byte[20]);
    long lost = files.subList(0, 3).stream().mapToLong(FinishedSpool::roots).sum();
    long surely = files.subList(1, 3).stream().mapToLong(FinishedSpool::roots).sum();
    try (WatchedPoints points = WatchedPoints.counting()) {
      resuming(build).commitTo(index);
      assertThat((long) points.reached(PARSE), allOf(greaterThan(surely), lessThanOrEqualTo(lost)));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void runInterruptedTwiceKeepsTheResultsOfBoth() throws Exception {
    fail(build, "spool.flush", 4);
    long first = finished();
    String message = fail(resuming(build), "spool.flush", 3);
    assertThat(message, containsString("files, and what it went on from itself, are kept"));
    try (WatchedPoints points = WatchedPoints.counting()) {
      RunSummary resumed = resuming(build).commitTo(index);
      assertThat((long) points.reached(PARSE), lessThanOrEqualTo(FILES - first));
      assertThat(resumed.files().indexed(), is((long) FILES));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void runWithoutTheOptionThrowsResultsAway() throws Exception {
    fail(build, "shard.begin", 1);
    try (WatchedPoints points = WatchedPoints.counting()) {
      build.commitTo(index);
      assertThat(points.reached(PARSE), is(FILES));
    }
    assertThat(works(), empty());
  }

  @Test
  void updateIsResumed() throws Exception {
    build.commitTo(index);
    for (int i = 0; i < FILES; i += 2) {
      write("d" + i % 3 + "/note" + i + ".txt", "changed: " + i);
    }
    Files.delete(tree.resolve("d1/note1.txt"));
    fail(build.asUpdate(), "shard.begin", 1);
    write("d0/note0.txt", "changed once more");
    RunSummary resumed = resume(build.asUpdate(), 1);
    assertThat(resumed.files().indexed(), is(FILES / 2L));
    assertThat(resumed.files().unchanged(), is(FILES / 2L - 1));
    assertEqualsFreshBuild();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 60_000})
  void rebuildCountsUnchangedFilesAsUnchanged(long trustedMillis) throws Exception {
    build.commitTo(index);
    write("d0/note0.txt", "changed");
    fail(build, "shard.begin", 1);
    listedLaterBy(trustedMillis);
    RunSummary resumed = resume(build, 0);
    assertThat(resumed.files().indexed(), is(1L));
    assertThat(resumed.files().unchanged(), is(FILES - 1L));
    assertEqualsFreshBuild();
  }

  @Test
  void otherAnalyserReusesNothingAndSaysSo() throws Exception {
    fail(build, "shard.begin", 1);
    build = build.withAnalyzer("english");
    try (WatchedPoints points = WatchedPoints.counting()) {
      BuildRun run = Builds.start(resuming(build).settings(index));
      assertThat(
          run.notice(),
          is("nothing to resume: the interrupted run had other fields or another analyser"));
      assertThat(run.await().verdict(), is(Verdict.COMMITTED));
      assertThat(points.reached(PARSE), is(FILES));
    }
    assertEqualsFreshBuild();
  }

  @Test
  void otherLimitReusesOnlyWhatItDoesNotTouch() throws Exception {
    write("d0/long.txt", "word ".repeat(100));
    fail(build, "shard.begin", 1);
    build = build.withExtraction(new Extraction(200, Extraction.DEFAULT.parseTimeout()));
    resume(build, 1);
    assertEqualsFreshBuild();
  }

  @Test
  void failuresAreTriedAgain() throws Exception {
    Files.write(
        tree.resolve("d0/broken.pdf"), "%PDF-1.7\nno more".getBytes(StandardCharsets.UTF_8));
    fail(build, "shard.begin", 1);
    RunSummary resumed = resume(build, 1);
    assertThat(resumed.files().failed(), is(1L));
    assertEqualsFreshBuild();
  }

  @Test
  void freshBuildGoesOnFromFreshOnesOnly() throws Exception {
    Continuation fresh =
        new Continuation(false, true, false, Retry.DUE, true, Continuation.BUILD.removals());
    fail(build, "shard.begin", 1);
    fail(build.with(fresh), "shard.begin", 1);
    resume(build.with(fresh), 0);
    assertEqualsFreshBuild();
    fail(build, "shard.begin", 1);
    resume(build.with(fresh), FILES);
  }

  @Test
  void nothingToResumeIsSaid() throws Exception {
    BuildRun run = Builds.start(resuming(build).settings(index));
    assertThat(run.notice(), is("nothing to resume: no run was interrupted"));
    assertThat(run.await().verdict(), is(Verdict.COMMITTED));
  }

  @Test
  void runsAreResumedFromAnotherWorkDirectory() throws Exception {
    TestBuild elsewhere = build.withWorkDirectory(Files.createDirectory(directory.resolve("disk")));
    fail(elsewhere, "shard.begin", 1);
    resume(build, 0);
    assertThat(list(directory.resolve("disk")), empty());
    assertEqualsFreshBuild();
  }

  private static TestBuild resuming(TestBuild build) {
    return build.with(build.continuation().resuming());
  }

  /** Runs a build that fails at a point, and returns what it says. */
  private String fail(TestBuild failing, String point, int occurrence) throws Exception {
    try (WatchedPoints points = WatchedPoints.failingAt(point, occurrence)) {
      String message =
          assertThrows(
                  RunFailedException.class, () -> Builds.start(failing.settings(index)).await())
              .getMessage();
      assertThat(points.reached(point), not(lessThan(occurrence)));
      return message;
    } finally {
      joinWorkers();
    }
  }

  /** The runner interrupts nothing: steps of a run that failed go on to the end of their call. */
  private static void joinWorkers() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("direct-runner-worker")) {
        thread.join();
      }
    }
  }

  private RunSummary resume(TestBuild resumed, int parserCalls) throws Exception {
    try (WatchedPoints points = WatchedPoints.counting()) {
      RunSummary summary = resuming(resumed).commitTo(index);
      assertThat(points.reached(PARSE), is(parserCalls));
      return summary;
    }
  }

  /** Lets the interrupted run have begun later than it did, as if its files were older. */
  private void listedLaterBy(long millis) throws IOException {
    Path note = onlyWork().resolve("begun.json");
    ObjectNode json = (ObjectNode) JSON.readTree(Files.readAllBytes(note));
    ObjectNode listed = (ObjectNode) json.get("listed");
    listed.put("notes", listed.get("notes").asLong() + millis);
    Files.writeString(note, json.toString());
  }

  private static BuildRun await(AtomicReference<BuildRun> run) {
    while (run.get() == null) {
      Thread.onSpinWait();
    }
    return run.get();
  }

  private long finished() throws IOException {
    return FinishedSpool.list(onlyWork().resolve("spool")).stream()
        .mapToLong(FinishedSpool::roots)
        .sum();
  }

  private Path onlyWork() throws IOException {
    List<Path> works = works();
    assertThat(works.toString(), works.size(), is(1));
    return works.get(0);
  }

  private List<Path> works() throws IOException {
    return list(layout.work());
  }

  private static List<Path> list(Path parent) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.toList();
    }
  }

  private void assertEqualsFreshBuild() throws Exception {
    Path fresh = directory.resolve("fresh");
    build.commitTo(fresh);
    assertThat(IndexFacts.digest(index), is(IndexFacts.digest(fresh)));
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
