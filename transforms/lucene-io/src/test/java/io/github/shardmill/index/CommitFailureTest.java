package io.github.shardmill.index;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitVerdict.Kind;
import io.github.shardmill.index.FaultyIndexStore.Call;
import io.github.shardmill.index.store.PathIndexStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.tests.store.MockDirectoryWrapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever fails in a commit: the index is at the commit before, or the verdict says otherwise. */
class CommitFailureTest {
  @TempDir Path temp;
  private Path index;
  private List<String> before;
  private EngineRun run;
  private RunParts parts;

  @BeforeEach
  void commitOnceAndPrepareAnUpdate() throws IOException {
    index = temp.resolve("index");
    EngineRun.write(index, "first", EngineRun.docs(0, 20));
    before = EngineRun.ids(index);
    run = new EngineRun(index, "second", RunPlan.Mode.UPDATE);
    parts = run.parts(EngineRun.docs(10, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "OPEN_INDEX, 1",
    "OPEN_STAGED, 1",
    "OPEN_STAGED, 2",
    "OPEN_STAGED_FILE, 1",
    "OPEN_STAGED_FILE, 2",
    "PUBLISH_RECORDS, 1",
    "PUBLISH_RECORDS, 2",
    "WRITE_RECORD, 1",
    "COPY, 1",
    "COPY, 7",
    "SYNC, 1",
    "RENAME, 1",
    "SYNC_DIRECTORY, 1",
    "SYNC_DIRECTORY, 2"
  })
  void failureLeavesThePreviousCommitAndTheRunCanBeRepeated(Call call, int n) throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failing(call, n);
    IOException failure = assertThrows(IOException.class, () -> run.commit(store, parts));
    assertThat(causes(failure), containsString("dialled: " + call));
    assertPreviousCommitStands();

    assertThat(run.commit(parts).kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index).size(), is(30));
    assertThat(EngineRun.base(index).generation(), is(2L));
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"COPY", "SYNC", "PUBLISH_RECORDS", "WRITE_RECORD"})
  void workThatReportsAFailureAfterItWasDoneLeavesThePreviousCommit(Call call) throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failingAfter(call, 1);
    assertThrows(IOException.class, () -> run.commit(store, parts));
    assertPreviousCommitStands();
    assertThat(run.commit(parts).kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index).size(), is(30));
  }

  @ParameterizedTest
  @EnumSource(
      value = Call.class,
      names = {"OPEN_STAGED", "COPY", "SYNC", "WRITE_RECORD", "RENAME"})
  void failureOfARebuildLeavesThePreviousCommit(Call call) throws IOException {
    EngineRun rebuild = new EngineRun(index, "rebuild");
    RunParts all = rebuild.parts(EngineRun.docs(0, 5));
    FaultyIndexStore store = new FaultyIndexStore(rebuild.store).failing(call, 1);
    assertThrows(IOException.class, () -> rebuild.commit(store, all));
    assertPreviousCommitStands();
    assertThat(rebuild.commit(all), equalTo(CommitVerdict.committed("rebuild", 2, 5)));
  }

  /** As over a network, where the answer to a rename gets lost. */
  @Test
  void renameThatReportsAFailureAfterItWasDoneIsACommit() throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failingAfter(Call.RENAME, 1);
    CommitVerdict verdict = run.commit(store, parts);
    assertThat(verdict, equalTo(CommitVerdict.committed("second", 2, 30)));
    assertThat(EngineRun.ids(index).size(), is(30));
    assertThat(EngineRun.base(index).isCommitOf("second"), is(true));
    assertThat(Files.exists(Path.of(run.workspace.work())), is(false));
    EngineRun.update(index, "third", EngineRun.doc("d0", "new"));
    assertThat(EngineRun.ids(index).size(), is(30));
  }

  @Test
  void renameThatNobodyKnowsTheEndOfIsUnknownAndNothingIsCleanedUp() throws IOException {
    FaultyIndexStore store =
        new FaultyIndexStore(run.store)
            .failingAfter(Call.RENAME, 1)
            .failing(Call.SYNC_DIRECTORY, 2);
    CommitVerdict verdict = run.commit(store, parts);
    assertThat(verdict.kind(), is(Kind.UNKNOWN));
    assertThat(verdict.reason(), not(is("")));
    assertThat(staged(), not(empty()));
    // It happens to be there, and whoever asks again is told so.
    assertThat(EngineRun.ids(index).size(), is(30));
    assertThat(run.commit(parts).kind(), is(Kind.COMMITTED));
  }

  @Test
  void commitThatCannotBeReadAfterItFailedIsUnknown() throws IOException {
    FaultyIndexStore counting = new FaultyIndexStore(run.store).failing(Call.RENAME, 1);
    assertThrows(IOException.class, () -> run.commit(counting, parts));
    int reads = counting.calls(Call.OPEN_COMMIT);
    // The last read is the one that finds out what the failed commit left.
    FaultyIndexStore store =
        new FaultyIndexStore(run.store).failing(Call.RENAME, 1).failing(Call.OPEN_COMMIT, reads);
    CommitVerdict verdict = run.commit(store, parts);
    assertThat(verdict.kind(), is(Kind.UNKNOWN));
    assertThat(verdict.reason(), containsString("cannot be read"));
    assertThat(staged(), not(empty()));
    assertPreviousCommitStands();
  }

  /** Lucene takes the commit back by deleting it, which does not work here. */
  @Test
  void commitThatCannotBeTakenBackIsNotCalledFailed() throws IOException {
    FaultyIndexStore store =
        new FaultyIndexStore(run.store)
            .failing(Call.SYNC_DIRECTORY, 2)
            .failing(Call.DELETE_COMMIT, 1);
    assertThat(run.commit(store, parts).kind(), is(Kind.UNKNOWN));
    assertThat(EngineRun.ids(index).size(), is(30));
  }

  @Test
  void metaThatCannotBeWrittenDoesNotChangeTheVerdict() throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failing(Call.WRITE_META, 1);
    assertThat(run.commit(store, parts).kind(), is(Kind.COMMITTED));
    assertThat(store.calls(Call.WRITE_META), is(1));
    try (FSDirectory directory = FSDirectory.open(index)) {
      assertThat(
          Files.readAllBytes(run.layout.meta()), is(not(equalTo(IndexMeta.describe(directory)))));
      IndexMeta.writeIfStale(directory, run.layout);
      assertThat(Files.readAllBytes(run.layout.meta()), equalTo(IndexMeta.describe(directory)));
    }
  }

  @Test
  void pageThatCannotBeWrittenOrRenderedDoesNotChangeTheVerdict() throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failing(Call.WRITE_RECORD, 2);
    CommitVerdict verdict =
        new IndexCommitter(run.plan, store, json -> "<html>", () -> false).commit(parts);
    assertThat(verdict.kind(), is(Kind.COMMITTED));
    assertThat(store.calls(Call.WRITE_RECORD), is(2));

    EngineRun third = new EngineRun(index, "third", RunPlan.Mode.UPDATE);
    RunPage broken =
        json -> {
          throw new IllegalStateException("no page");
        };
    assertThat(
        new IndexCommitter(third.plan, third.store, broken, () -> false)
            .commit(third.parts(EngineRun.doc("x", "y")))
            .kind(),
        is(Kind.COMMITTED));
  }

  @Test
  void indexThatCannotBeClosedIsStillCommitted() throws IOException {
    FaultyIndexStore store = new FaultyIndexStore(run.store).failingAfter(Call.CLOSE_INDEX, 1);
    assertThat(run.commit(store, parts).kind(), is(Kind.COMMITTED));
    assertThat(EngineRun.ids(index).size(), is(30));
  }

  @Test
  void runThatWasStoppedPublishesNothing() throws IOException {
    for (int yes = 1; yes <= 2; yes++) {
      int[] asked = {0};
      int from = yes;
      IndexCommitter committer =
          new IndexCommitter(run.plan, run.store, json -> "", () -> ++asked[0] >= from);
      assertThrows(RunCancelledException.class, () -> committer.commit(parts));
      assertThat(asked[0], is(yes));
      assertPreviousCommitStands();
    }
    assertThat(run.commit(parts).kind(), is(Kind.COMMITTED));
  }

  /** The wrapper checks the whole index, and that all files are closed, whenever it is closed. */
  @Test
  void fullDiskLeavesThePreviousCommitWhereverItStrikes() throws IOException {
    long used;
    try (FSDirectory directory = FSDirectory.open(index)) {
      used = bytes(directory);
    }
    int failures = 0;
    Kind kind = null;
    for (long free = 0; kind == null; free += 6_000) {
      LimitedStore store = new LimitedStore(run, used + free);
      try {
        kind = run.commit(new FaultyIndexStore(store), parts).kind();
      } catch (IOException full) {
        failures++;
        assertThat(causes(full), containsString("fake disk full"));
        assertPreviousCommitStands();
      }
    }
    assertThat(kind, is(Kind.COMMITTED));
    assertThat(failures, is(greaterThanOrEqualTo(2)));
    assertThat(EngineRun.ids(index).size(), is(30));
  }

  private static long bytes(Directory directory) throws IOException {
    long bytes = 0;
    for (String name : directory.listAll()) {
      bytes += name.equals("shardmill") ? 0 : directory.fileLength(name);
    }
    return bytes;
  }

  private void assertPreviousCommitStands() throws IOException {
    assertThat(EngineRun.ids(index), equalTo(before));
    assertThat(EngineRun.base(index).isCommitOf("first"), is(true));
    assertThat(EngineRun.base(index).generation(), is(1L));
  }

  private List<Path> staged() throws IOException {
    try (Stream<Path> attempts = Files.list(run.workspace.staging())) {
      return attempts.toList();
    }
  }

  private static String causes(Throwable failure) {
    StringBuilder causes = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      causes.append(cause).append('\n');
      for (Throwable suppressed : cause.getSuppressed()) {
        causes.append(suppressed).append('\n');
      }
    }
    return causes.toString();
  }

  /** The run's store on a disk of limited size, where nothing can be linked. */
  private static final class LimitedStore extends ForwardingStore {
    private final Path index;
    private final long bytes;

    LimitedStore(EngineRun run, long bytes) {
      super(new PathIndexStore(run.workspace));
      this.index = run.layout.index();
      this.bytes = bytes;
    }

    @Override
    public Directory openIndex() throws IOException {
      MockDirectoryWrapper directory =
          new MockDirectoryWrapper(new Random(bytes), FSDirectory.open(index));
      directory.setMaxSizeInBytes(bytes);
      directory.setTrackDiskUsage(true);
      return directory;
    }
  }
}
