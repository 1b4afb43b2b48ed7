package io.github.shardmill.index.store;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressNotesTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path directory;
  private RunWorkspace workspace;
  private ProgressNotes notes;

  @BeforeEach
  void beginRun() throws IOException {
    workspace = RunWorkspace.within(new IndexLayout(directory.resolve("index")), "run");
    Files.createDirectories(workspace.directory());
    notes = ProgressNotes.begin(workspace);
  }

  private void writeAnother(String worker, String counts, String highest) throws IOException {
    Files.writeString(
        workspace.progress().resolve(worker + ".json"),
        "{\"atMillis\": 1, \"counts\": {" + counts + "}, \"highest\": {" + highest + "}}");
  }

  @Test
  void whatWorkersAddAddsUpAndOfWhatTheyRaiseTheHighestCounts() throws Exception {
    notes.add("done", 3).add("done", 4).raise("found", 10).raise("found", 7).flush();
    writeAnother("other", "\"done\": 5, \"failed\": 1", "\"found\": 12");
    ProgressNotes.Snapshot read = ProgressNotes.read(workspace).orElseThrow();
    assertThat(read.counts(), is(Map.of("done", 12L, "failed", 1L, "found", 12L)));
    assertThat(read.writtenMillis() > 1, is(true));
  }

  @Test
  void processHasOneNoteThatNamesIt() throws Exception {
    notes.add("done", 1).flush();
    notes.add("done", 1).flush();
    notes.flush();
    try (Stream<Path> files = Files.list(workspace.progress())) {
      List<String> names = files.map(file -> file.getFileName().toString()).toList();
      assertThat(names, is(List.of(WorkerProcess.current().name() + ".json")));
    }
  }

  @Test
  void noteIsWrittenWithoutBeingAskedFor() {
    notes.add("done", 1);
    await(() -> ProgressNotes.read(workspace).filter(read -> read.count("done") == 1).isPresent());
  }

  @Test
  void whatWasReadStandsWhenTheNotesAreGone() throws Exception {
    NotesReader reader = new NotesReader(workspace);
    assertThat(reader.read(), is(Optional.empty()));
    notes.add("done", 2).flush();
    assertThat(reader.read().orElseThrow().count("done"), is(2L));
    writeAnother("other", "\"done\": 5", "");
    assertThat(reader.read().orElseThrow().count("done"), is(7L));
    writeAnother("other", "\"done\": 50, \"more\":", "");
    assertThat("half a note", reader.read().orElseThrow().count("done"), is(7L));
    PrivateFiles.deleteTree(workspace.directory());
    assertThat(reader.read().orElseThrow().count("done"), is(7L));
  }

  @Test
  void newSubmissionForgetsTheNotesOfTheOldOne() throws Exception {
    writeAnother("other", "\"done\": 5", "");
    ProgressNotes.begin(workspace);
    assertThat(ProgressNotes.read(workspace), is(Optional.empty()));
  }

  @Test
  void noteThatCannotBeWrittenIsNoReasonToStop() throws Exception {
    PrivateFiles.deleteTree(workspace.directory());
    notes.add("done", 1).flush();
    assertThat(Files.exists(workspace.directory()), is(false));
  }

  @Test
  void lifeIsShownUntilThatIsOver() throws Exception {
    String me = WorkerProcess.current().name();
    assertThat(notes.beat(me), is(OptionalLong.empty()));
    try (ProgressNotes.Sign sign = notes.showLife()) {
      await(() -> notes.beat(me).isPresent());
      OptionalLong first = notes.beat(me);
      await(() -> !notes.beat(me).equals(first));
      assertThat(sign, is(not(ProgressNotes.NONE)));
    }
    assertThat(notes.beat("nobody"), is(OptionalLong.empty()));
  }

  @Test
  void noNotesAreKeptOfNothing() throws Exception {
    ProgressNotes.NONE.add("done", 1).raise("found", 1).flush();
    ProgressNotes.NONE.showLife().close();
    assertThat(ProgressNotes.NONE.beat("anybody"), is(OptionalLong.empty()));
    try (Stream<Path> files = Files.list(workspace.progress())) {
      assertThat(files.toList(), is(empty()));
    }
  }

  /** Waits for an event, with a deadline. */
  private static void await(Event event) {
    long begun = System.nanoTime();
    while (!event.hasHappened()) {
      assertThat("waited too long", System.nanoTime() - begun < PATIENCE_NANOS, is(true));
      LockSupport.parkNanos(10_000_000);
    }
  }

  @FunctionalInterface
  private interface Event {
    boolean hasHappened();
  }
}
