package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.change.Change;
import io.github.shardmill.file.discover.SourceSpec;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.read.UnreadableIndexException;
import io.github.shardmill.pipeline.BuildRefusedException.Reason;
import io.github.shardmill.pipeline.BuildSettings.FileList;
import io.github.shardmill.pipeline.BuildSettings.Input;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import io.github.shardmill.pipeline.read.SourceComparison;
import io.github.shardmill.pipeline.read.SourceFileState;
import io.github.shardmill.pipeline.read.SourceReport;
import io.github.shardmill.remote.DiskStoreFactory;
import io.github.shardmill.remote.Locations;
import io.github.shardmill.remote.MemoryStore;
import io.github.shardmill.remote.MemoryStoreFactory;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree on another machine gives what the same tree gives here. */
class RemoteSourcesTest {
  private static final List<String> QUERIES = List.of("umbrella", "lost AND umbrella");
  private static final FileTime OLD = FileTime.fromMillis(1_600_000_000_000L);

  @TempDir Path directory;
  private final String name = UUID.randomUUID().toString();

  /** The tree as this machine sees it, and as the other one's. */
  private Path here;

  private Path there;
  private Path index;

  @BeforeEach
  void plantATreeOnAnotherMachine() throws Exception {
    Path disk = directory.resolve("disk");
    DiskStoreFactory.store(name, disk);
    here = Files.createDirectories(disk.resolve("files").resolve("office"));
    there = Locations.path("disk://" + name + "/office");
    index = directory.resolve("index");
  }

  private void write(String path, String text) throws IOException {
    Files.createDirectories(here.resolve(path).getParent());
    Files.setLastModifiedTime(Files.writeString(here.resolve(path), text), OLD);
  }

  private void writeNotes(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      write("d" + i % 3 + "/note" + i + ".txt", "this is note number " + i);
    }
  }

  @Test
  void sameFilesGiveTheSameIndex() throws Exception {
    SampleTrees.copy(SampleTrees.CORPUS, here);
    SampleTrees.writeHostileNames(here);
    try (Stream<Path> names = Files.list(here.resolve("names"))) {
      for (Path name : names.filter(path -> path.toUri().getRawPath().contains("%FF")).toList()) {
        Files.delete(name);
      }
    }
    TestBuild.of("office", here).commitTo(index);
    Path other = directory.resolve("other");
    TestBuild.of("office", there).withShards(2).commitTo(other);
    assertThat(IndexFacts.of(other, QUERIES), equalTo(IndexFacts.of(index, QUERIES)));
    assertThat(comparison(other).states().get(SourceFileState.SAME).files(), is(files(here)));
  }

  private static SourceReport comparison(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return SourceComparison.compare(opened, (step, done, total) -> {});
    }
  }

  /** Returns how many files a walk takes. */
  private static long files(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !tree.relativize(file).toString().matches("(?s)(.*/)?\\..*"))
          .count();
    }
  }

  @Test
  void updateReadsWhatChanged() throws Exception {
    writeNotes(30);
    TestBuild.of("notes", there).commitTo(index);
    write("d0/note0.txt", "changed and longer than before");
    write("d1/new.txt", "a new file");
    Files.delete(here.resolve("d2/note2.txt"));
    TestBuild update = TestBuild.of("notes", there).asUpdate();
    BuildPlan.Changes planned = Builds.plan(update.settings(index)).changes().orElseThrow();
    assertThat(planned.files().get(Change.UNCHANGED), is(28L));
    assertThat(planned.removedIds(), contains("notes:d2/note2.txt"));

    RunSummary summary;
    try (ReachedPoints points = new ReachedPoints()) {
      summary = update.commitTo(index);
      assertThat(points.count(ReachedPoints.FILE), is(2));
    }
    assertThat(summary.files().unchanged(), is(28L));
    Path fresh = directory.resolve("fresh");
    TestBuild.of("notes", here).commitTo(fresh);
    assertThat(IndexFacts.digest(index), is(IndexFacts.digest(fresh)));
    assertThat(Builds.start(update.settings(index)).await().verdict(), is(Verdict.UNCHANGED));
  }

  @Test
  void fileWrittenShortlyBeforeItWasListedIsReadAgain() throws Exception {
    writeNotes(3);
    FileTime now = FileTime.fromMillis(System.currentTimeMillis());
    Files.setLastModifiedTime(here.resolve("d0/note0.txt"), now);
    TestBuild.of("notes", there).commitTo(index);
    Files.writeString(here.resolve("d0/note0.txt"), "THIS is note number 0");
    Files.setLastModifiedTime(here.resolve("d0/note0.txt"), now);
    RunSummary summary = TestBuild.of("notes", there).asUpdate().commitTo(index);
    assertThat(summary.files().indexed(), is(1L));
    assertThat(summary.files().unchanged(), is(2L));
  }

  @Test
  void listFromHereNamesFilesThere() throws Exception {
    writeNotes(6);
    Path list = Files.writeString(directory.resolve("list"), "d0/note0.txt\nd1/note1.txt\n");
    Inputs inputs = new Inputs(List.of(), Optional.of(new FileList(list.toString(), there)));
    assertThat(TestBuild.of(inputs).commitTo(index).files().indexed(), is(2L));

    MemoryStore memory = MemoryStoreFactory.store(name);
    try (InputSources sources = InputSources.of(inputs)) {
      Path shared = Locations.path("memory://" + name + "/run/lists");
      SourceSpec spec = sources.sharedIn(shared).get(0);
      assertThat(
          Files.readString(Locations.path(URI.create(spec.detail()))),
          equalTo(Files.readString(list)));
      assertThat(sources.specs().get(0).detail(), equalTo(list.toUri().toString()));
    }
    assertThat(memory.calls() > 0, is(true));
  }

  @Test
  void sourceThatDoesNotAnswerIsNoWrongUsage() throws Exception {
    MemoryStore memory = MemoryStoreFactory.store(name);
    Path file = Files.writeString(Locations.path("memory://" + name + "/tree/a.txt"), "a");
    TestBuild build = TestBuild.of("tree", file.getParent());
    build.commitTo(index);
    memory.failFrom(1);
    assertRefused(build, "cannot be reached");
    Inputs before = Inputs.AS_BEFORE;
    assertRefused(TestBuild.of(before).asUpdate(), "cannot be reached");
    memory.heal();
    Files.delete(file);
    assertRefused(
        TestBuild.of(before).asUpdate(), "source 'tree' is not there: " + file.getParent());
  }

  private void assertRefused(TestBuild build, String message) {
    BuildRefusedException refused =
        assertThrows(BuildRefusedException.class, () -> Builds.start(build.settings(index)));
    assertThat(refused.getMessage(), containsString(message));
    assertThat(refused.reason(), is(Reason.ENVIRONMENT));
  }

  @Test
  void machineThatFallsSilentWhileFilesAreReadPublishesNothing() throws Exception {
    MemoryStore memory = MemoryStoreFactory.store(name);
    for (int i = 0; i < 20; i++) {
      Files.writeString(Locations.path("memory://" + name + "/tree/" + i + ".txt"), "note " + i);
    }
    BuildRun run;
    try (ReachedPoints points =
        new ReachedPoints(
            ReachedPoints.FILE,
            () -> {
              memory.failFrom(1);
              return null;
            })) {
      run =
          Builds.start(
              TestBuild.of("tree", Locations.path("memory://" + name + "/tree")).settings(index));
      RunFailedException failed = assertThrows(RunFailedException.class, run::await);
      assertThat(failed.getMessage(), containsString("memory://" + name));
    }
    assertThrows(UnreadableIndexException.class, () -> CommittedIndex.open(index));
  }

  @Test
  void sourcesFileNamesOtherMachines() throws Exception {
    writeNotes(2);
    Path file = Files.createDirectories(directory.resolve("conf")).resolve("sources.yaml");
    Files.writeString(
        file,
        """
        sources:
          - name: far
            path: PLACE
            labels: {where: there}
          - path: ../near
        """
            .replace("PLACE", there.toString()));
    Files.createDirectories(directory.resolve("near"));
    List<Input> inputs = new SourcesFile(file).read();
    assertThat(inputs.get(0).location(), is(there.toString()));
    assertThat(inputs.get(1).location(), is(directory.resolve("conf/../near").toString()));
    assertThat(
        TestBuild.of(new Inputs(inputs, Optional.empty())).commitTo(index).files().indexed(),
        is(2L));
  }

  @Test
  void silentSourceOfASourcesFileIsLeftToTheRun() throws Exception {
    MemoryStoreFactory.store(name).failFrom(1);
    Path file = directory.resolve("sources.yaml");
    Files.writeString(file, "sources:\n  - path: memory://" + name + "/tree\n");
    List<Input> inputs = new SourcesFile(file).read();
    assertThat(inputs.isEmpty(), is(false));
    assertRefused(TestBuild.of(new Inputs(inputs, Optional.empty())), "cannot be reached");
  }

  @Test
  void indexBelowItsSourceIsLeftOut() throws Exception {
    writeNotes(3);
    Path inside = there.resolve("search.index");
    RunSummary first = TestBuild.of("notes", there).commitTo(inside);
    RunSummary second = TestBuild.of("notes", there).commitTo(inside);
    assertThat(first.files().discovered(), is(3L));
    assertThat(second.files().discovered(), is(3L));
    assertThat(comparison(inside).unreadableSources(), is(empty()));
  }
}
