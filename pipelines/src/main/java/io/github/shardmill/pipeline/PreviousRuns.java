package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.IndexMeta;
import io.github.shardmill.index.IndexRollback;
import io.github.shardmill.index.RetainedRuns;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.InterruptedWork;
import io.github.shardmill.index.store.Leftovers;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.pipeline.report.ReportPage;
import io.github.shardmill.remote.Presence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what runs that were cut off left behind: work files, records without a commit, a page
 * that is missing, a description that is behind the commit. Removes records that no retained commit
 * needs any more. The caller holds the index's lock.
 */
final class PreviousRuns {
  private static final Logger LOG = LoggerFactory.getLogger(PreviousRuns.class);
  private static final String RECORD = "run.json";
  private static final String PAGE = "report.html";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PreviousRuns() {}

  /** Returns the work of runs that were interrupted, the oldest first. */
  static List<RunWorkspace> interrupted(IndexLayout layout) throws IOException {
    try (Directory directory = IndexDirectories.reading(layout.index())) {
      return InterruptedWork.list(layout, RetainedRuns.of(directory, layout).committed());
    }
  }

  /**
   * Clears up.
   *
   * @param resumed runs whose work files stay, since the next one goes on from them
   */
  static void clear(IndexLayout layout, List<RunWorkspace> resumed) throws IOException {
    try (Directory directory = IndexDirectories.reading(layout.index())) {
      RetainedRuns runs = RetainedRuns.of(directory, layout);
      Set<String> kept = resumed.stream().map(RunWorkspace::runId).collect(Collectors.toSet());
      new Leftovers(layout, kept).remove(runs.all(), runs.committed());
      for (String run : runs.named()) {
        if (!Presence.exists(layout.run(run).resolve(PAGE))) {
          makePage(new PathIndexStore(RunWorkspace.within(layout, run)));
        }
      }
      for (String run : runs.earlier()) {
        // The page only repeats what the record says, and there may be thousands of these.
        Files.deleteIfExists(layout.run(run).resolve(PAGE));
      }
      if (DirectoryReader.indexExists(directory)) {
        IndexMeta.writeIfStale(directory, layout);
      }
    }
  }

  /** Makes the page of a run that was cut off between its commit and its page. */
  private static void makePage(PathIndexStore store) throws IOException {
    Optional<byte[]> record = store.readRecord(RECORD);
    if (record.isEmpty() || isRollback(record.get())) {
      return;
    }
    try {
      String page = ReportPage.render(new String(record.get(), StandardCharsets.UTF_8));
      store.writeRecord(PAGE, page.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException damagedRecord) {
      LOG.warn("the page of an earlier run cannot be made from its record", damagedRecord);
    }
  }

  /** A rollback read no files, so there is nothing to report. */
  private static boolean isRollback(byte[] record) {
    try {
      return JSON.readTree(record).path("mode").asText().equals(IndexRollback.MODE);
    } catch (IOException damagedRecord) {
      return false;
    }
  }
}
