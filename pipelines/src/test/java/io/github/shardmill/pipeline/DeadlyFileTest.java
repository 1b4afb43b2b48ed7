package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.file.FileBatch;
import io.github.shardmill.file.FileEntry;
import io.github.shardmill.file.RelativePath;
import io.github.shardmill.file.Source;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.WorkerProcess;
import io.github.shardmill.pipeline.BuildSettings.Target;
import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run on a cluster ends although one of its files has killed four workers. */
class DeadlyFileTest {
  private static final FileTime OLD = FileTime.fromMillis(1_600_000_000_000L);
  private static final String RUN = "deadly";

  @TempDir Path directory;

  @Test
  void deadlyFileIsAFailedFileAndTheOthersAreIndexed() throws Exception {
    Path tree = Files.createDirectory(directory.resolve("notes"));
    List<FileEntry> files = new ArrayList<>();
    for (String name : List.of("a.txt", "deadly.txt", "z.txt")) {
      Files.setLastModifiedTime(Files.writeString(tree.resolve(name), "note " + name), OLD);
      files.add(new FileEntry(RelativePath.of(name), ("note " + name).length(), OLD.toMillis()));
    }
    Source source = new Source("notes", tree.toUri().toString());
    Path index = directory.resolve("index");
    Path attempts = new IndexLayout(index).work(RUN).resolve("attempts");
    RunSummary summary;
    try (SmallCluster cluster = new SmallCluster(directory);
        WatchedPoints points =
            WatchedPoints.doingAt(
                "run.prepared",
                1,
                () -> {
                  kill(attempts, new FileBatch(source, files), true);
                  kill(attempts, new FileBatch(source, files.subList(1, 2)), false);
                })) {
      BuildSettings settings =
          TestBuild.of("notes", tree).withBeamOptions(cluster.options()).settings(index);
      summary =
          Builds.start(
                  new BuildSettings(
                      settings.inputs(),
                      settings.filters(),
                      settings.extraction(),
                      settings.indexing(),
                      settings.execution(),
                      new Target(index, Optional.empty(), Optional.of(RUN)),
                      settings.continuation(),
                      settings.gates()))
              .await();
      assertThat(points.reached("extract.file"), is(2));
    }
    assertThat(summary.verdict(), is(Verdict.COMMITTED));
    assertThat(summary.files().indexed(), is(2L));
    assertThat(summary.files().failed(), is(1L));
    Map<String, List<Object>> values = IndexFacts.values(index, "notes:deadly.txt");
    assertThat(values.get(FileSchema.OUTCOME), is(List.of("CRASHED")));
    assertThat(
        (String) values.get(FileSchema.CAUSE).get(0),
        startsWith("2 workers died while they parsed it and nothing else, on "));
    assertThat(values.get(FileSchema.SHA256), hasSize(1));
    try (Stream<Path> work = Files.list(new IndexLayout(index).work())) {
      assertThat(work.toList(), hasSize(0));
    }
  }

  /** Leaves what two workers leave that die while they extract a batch, or one file of it. */
  private static void kill(Path attempts, FileBatch files, boolean isBatch) {
    WorkerProcess here = WorkerProcess.current();
    String marker =
        String.format(
            Locale.ROOT,
            "{\"host\":\"%s\",\"pid\":%d,\"started\":\"before\",\"space\":\"%s\"}",
            here.host(),
            here.pid(),
            here.space());
    try {
      Path place =
          Files.createDirectories(
              attempts.resolve(
                  isBatch ? BatchAttempts.nameOfBatch(files) : BatchAttempts.nameOfFile(files)));
      for (int death = 0; death < 2; death++) {
        Files.writeString(place.resolve(UUID.randomUUID().toString()), marker);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
