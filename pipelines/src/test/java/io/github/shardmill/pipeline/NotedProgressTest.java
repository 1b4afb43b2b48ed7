package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotedProgressTest {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path directory;

  @Test
  void notesOfWorkersAreReadWhileSomebodyAsks() throws Exception {
    RunWorkspace workspace = RunWorkspace.within(new IndexLayout(directory), "run");
    Files.createDirectories(workspace.directory());
    ProgressNotes notes = ProgressNotes.begin(workspace);
    NotedProgress progress = new NotedProgress(workspace, 2);
    assertThat(progress.get().stage(), is(Stage.STARTING));

    FileWorkers workers = new FileWorkers(SourceCheck.NONE, notes, Attempts.UNCOUNTED);
    workers.listed("a", 10, false);
    notes.add(ProgressCounts.FILES_DONE, 4).add(ProgressCounts.ITEMS_FOUND, 30).flush();
    BuildProgress found = await(progress, now -> now.filesDone() == 4);
    assertThat(found.filesDiscovered(), is(10L));
    assertThat(found.items(), is(30L));
    assertThat(found.documents(), is(34L));
    assertThat(found.discoveryDone(), is(false));
    assertThat(found.stage(), is(Stage.EXTRACTING));

    workers.listed("a.b", 5, true);
    workers.listed("a", 12, true);
    // A worker that died had listed some of it, and extracted what others extract again.
    workers.listed("a", 3, false);
    notes.add(ProgressCounts.FILES_DONE, 20).add(ProgressCounts.SHARDS_BEGUN, 1).flush();
    BuildProgress listed = await(progress, BuildProgress::discoveryDone);
    assertThat(listed.filesDiscovered(), is(17L));
    assertThat(listed.filesDone(), is(17L));
    assertThat(listed.stage(), is(Stage.BUILDING));
  }

  @Test
  void countsOfSourcesAddUp() {
    assertThat(
        NotedProgress.ofAllSources(Map.of("found.a.b", 1L, "found.c", 2L, "done", 3L)),
        is(Map.of("found", 3L, "done", 3L)));
  }

  private static BuildProgress await(NotedProgress progress, Predicate<BuildProgress> event) {
    long begun = System.nanoTime();
    while (!event.test(progress.get())) {
      assertThat("waited too long", System.nanoTime() - begun < PATIENCE_NANOS, is(true));
      LockSupport.parkNanos(10_000_000);
    }
    return progress.get();
  }
}
