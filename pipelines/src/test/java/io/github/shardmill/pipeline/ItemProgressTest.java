package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.github.shardmill.pipeline.RunSummary.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A large container shows that it is worked through. */
@Timeout(300)
class ItemProgressTest {
  private static final int ITEMS = 5_000;

  /** All together more than the spool holds in memory. */
  private static final int ITEM_BYTES = 10_000;

  @TempDir Path directory;

  @Test
  void itemsCountBeforeTheirFileIsDone() throws Exception {
    Path tree = Files.createDirectory(directory.resolve("tree"));
    writeContainer(tree.resolve("many.zip"));
    CompletableFuture<BuildRun> started = new CompletableFuture<>();
    CompletableFuture<BuildProgress> meanwhile = new CompletableFuture<>();
    try (WatchedPoints points =
        WatchedPoints.doingAt(
            "spool.flush", 1, () -> meanwhile.complete(started.join().progress()))) {
      BuildRun run = Builds.start(TestBuild.of("files", tree).settings(directory.resolve("index")));
      started.complete(run);
      assertThat(run.await().verdict(), is(Verdict.COMMITTED));

      assertThat(meanwhile.join().filesDone(), is(0L));
      assertThat(meanwhile.join().items(), greaterThan(0L));
      assertThat(meanwhile.join().items(), lessThan((long) ITEMS));
      assertThat(run.progress().filesDone(), is(1L));
      assertThat(run.progress().items(), is((long) ITEMS));
      assertThat(run.progress().documents(), is(ITEMS + 1L));
    }
  }

  private static void writeContainer(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < ITEMS; i++) {
        zip.putNextEntry(new ZipEntry("note" + i + ".txt"));
        String words = "entry number " + i + " ";
        String text = words.repeat(ITEM_BYTES / words.length());
        zip.write(text.getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
