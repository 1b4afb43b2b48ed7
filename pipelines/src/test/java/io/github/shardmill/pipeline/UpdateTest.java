package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.file.change.Change;
import io.github.shardmill.index.LogicalDigest;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.pipeline.BuildSettings.Filters;
import io.github.shardmill.pipeline.BuildSettings.Inputs;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateTest {
  private static final long OLD_MILLIS = 1_600_000_000_000L;

  @TempDir Path directory;
  private Path tree;
  private Path index;

  @BeforeEach
  void buildAnIndex() throws Exception {
    tree = Files.createDirectories(directory.resolve("tree"));
    index = directory.resolve("index");
    for (int i = 0; i < 30; i++) {
      write("d" + i % 3 + "/note" + i + ".txt", "this is note number " + i);
    }
    TestBuild.of("notes", tree).commitTo(index);
  }

  @Test
  void nothingChangedIsNoCommitOnceTimesAreTrusted() throws Exception {
    IndexedTree.awaitTrust();
    RunSummary first = update();
    assertThat(first.files().unchanged(), is(30L));
    RunSummary second = update();
    assertThat(second.verdict(), is(Verdict.UNCHANGED));
    assertThat(second.files().unchanged(), is(30L));
    assertEqualsFreshBuild(directory.resolve("other"));
  }

  @Test
  void newSettingsAloneAreCommittedOnceSoThatLaterUpdatesGoByThem() throws Exception {
    IndexedTree.awaitTrust();
    update();
    Filters filters = new Filters(List.of(), List.of("*.tmp"), false, false, OptionalLong.empty());
    TestBuild without = TestBuild.of("notes", tree).asUpdate().withFilters(filters);
    without.commitTo(index);
    assertThat(Builds.remembered(index).orElseThrow().filters(), is(filters));
    RunSummary again = Builds.start(without.settings(index)).await();
    assertThat(again.verdict(), is(Verdict.UNCHANGED));
  }

  @Test
  void checksumOfManyFilesWithTheSameBytesFindsThemUnchanged() throws Exception {
    for (int i = 0; i < 20; i++) {
      write("d3/same" + i + ".txt", "same");
      write("d3/empty" + i + ".txt", "");
    }
    update();
    TestBuild checksum =
        TestBuild.of("notes", tree)
            .with(new Continuation(true, false, true, Retry.DUE, false, RemovalLimit.DEFAULT));
    RunSummary summary = Builds.start(checksum.settings(index)).await();
    assertThat(summary.files().unchanged(), is(70L));
  }

  @Test
  void changesOfEveryKindGiveWhatAFreshBuildGives() throws Exception {
    write("d0/note0.txt", "changed and longer than before");
    write("d1/new.txt", "a new file");
    Files.delete(tree.resolve("d2/note2.txt"));
    Files.move(tree.resolve("d0/note3.txt"), tree.resolve("d1/moved.txt"));
    Files.setLastModifiedTime(tree.resolve("d1/note4.txt"), FileTime.fromMillis(OLD_MILLIS + 5));
    Files.copy(
        tree.resolve("d1/note4.txt"),
        tree.resolve("d1/copy.txt"),
        StandardCopyOption.COPY_ATTRIBUTES);
    RunSummary summary = update();
    assertThat(summary.reason(), summary.verdict(), is(Verdict.COMMITTED));
    assertEqualsFreshBuild(directory.resolve("fresh"));
  }

  @Test
  void sourceThatIsEmptyAllOfASuddenIsRefused() throws Exception {
    for (int i = 0; i < 30; i++) {
      Files.delete(tree.resolve("d" + i % 3 + "/note" + i + ".txt"));
    }
    RunSummary summary = update();
    assertThat(summary.verdict(), is(Verdict.REFUSED));
    assertThat(
        summary.reason(),
        is("source 'notes' is empty, and the index holds 30 of its files: is its disk mounted?"));
  }

  @Test
  void dryRunSaysWhatAnUpdateWouldDo() throws Exception {
    update();
    write("d0/note0.txt", "changed and longer than before");
    write("d1/new.txt", "a new file");
    Files.delete(tree.resolve("d2/note2.txt"));
    BuildPlan.Changes changes =
        Builds.plan(TestBuild.of("notes", tree).asUpdate().settings(index)).changes().orElseThrow();
    assertThat(changes.files().get(Change.ADDED), is(1L));
    assertThat(changes.files().get(Change.MODIFIED), is(1L));
    assertThat(
        changes.files().get(Change.UNCHANGED) + changes.files().get(Change.DOUBTFUL), is(28L));
    assertThat(changes.removedIds(), contains("notes:d2/note2.txt"));
    assertThat(changes.refusals(), is(empty()));
    for (int i = 3; i < 30; i++) {
      Files.delete(tree.resolve("d" + i % 3 + "/note" + i + ".txt"));
    }
    changes =
        Builds.plan(TestBuild.of("notes", tree).asUpdate().settings(index)).changes().orElseThrow();
    assertThat(changes.removed(), is(28L));
    assertThat(
        changes.refusals(),
        contains(
            "28 of the 30 files of source 'notes' are gone, more than 20 %; --max-removals 100 lets them go"));
  }

  @Test
  void indexInsideItsOwnSourceIsNotIndexed() throws Exception {
    Path inside = tree.resolve("search.index");
    TestBuild.of("notes", tree).commitTo(inside);
    assertThat(
        Builds.start(TestBuild.of("notes", tree).asUpdate().settings(inside))
            .await()
            .files()
            .discovered(),
        is(30L));
  }

  @Test
  void sourceThatBecameAFileIsRefused() throws Exception {
    Path moved = directory.resolve("elsewhere");
    Files.move(tree, moved);
    Files.writeString(tree, "no directory");
    BuildSettings asBefore =
        TestBuild.of(new Inputs(List.of(), Optional.empty())).asUpdate().settings(index);
    BuildRefusedException refused =
        assertThrows(BuildRefusedException.class, () -> Builds.start(asBefore));
    assertThat(
        refused.getMessage(), startsWith("source 'notes' is no directory any more: " + tree));
  }

  private RunSummary update() throws InterruptedException {
    return Builds.start(TestBuild.of("notes", tree).asUpdate().settings(index)).await();
  }

  private void assertEqualsFreshBuild(Path other) throws Exception {
    TestBuild.of("notes", tree).commitTo(other);
    assertThat(digest(index), is(digest(other)));
  }

  private static LogicalDigest digest(Path index) throws IOException {
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      return opened.data().orElseThrow().digest();
    }
  }

  private void write(String path, String text) throws IOException {
    Path file = tree.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.fromMillis(OLD_MILLIS));
  }
}
