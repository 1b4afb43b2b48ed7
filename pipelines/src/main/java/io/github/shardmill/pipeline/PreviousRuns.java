package io.github.shardmill.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.shardmill.index.Base;
import io.github.shardmill.index.CommitData;
import io.github.shardmill.index.IndexMeta;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.Leftovers;
import io.github.shardmill.index.store.LocalIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.pipeline.report.ReportPage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts right what runs that were cut off left behind: work files, records without a commit, a page
 * that is missing, a description that is behind the commit. The caller holds the index's lock.
 */
final class PreviousRuns {
  /** Records of so many committed runs are kept. */
  private static final int KEPT_RECORDS = 3;

  private static final Logger LOG = LoggerFactory.getLogger(PreviousRuns.class);
  private static final String RECORD = "run.json";
  private static final String PAGE = "report.html";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private PreviousRuns() {}

  static void clear(IndexLayout layout) throws IOException {
    try (Directory directory = FSDirectory.open(layout.index())) {
      Base base = Base.read(directory);
      List<String> tokens = base.data().map(CommitData::lastTokens).orElse(List.of());
      Set<String> kept =
          new HashSet<>(tokens.subList(Math.max(0, tokens.size() - KEPT_RECORDS), tokens.size()));
      new Leftovers(layout).remove(kept, PreviousRuns::wasNotCommitted);
      for (String run : kept) {
        makePage(new LocalIndexStore(RunWorkspace.within(layout, run)));
      }
      if (base.generation() >= 0) {
        IndexMeta.writeIfStale(directory, layout);
      }
    }
  }

  /** Makes the page of a run that was cut off between its commit and its page. */
  private static void makePage(LocalIndexStore store) throws IOException {
    Optional<byte[]> record = store.readRecord(RECORD);
    if (record.isEmpty() || store.readRecord(PAGE).isPresent()) {
      return;
    }
    try {
      String page = ReportPage.render(new String(record.get(), StandardCharsets.UTF_8));
      store.writeRecord(PAGE, page.getBytes(StandardCharsets.UTF_8));
    } catch (RuntimeException damagedRecord) {
      LOG.warn("the page of an earlier run cannot be made from its record", damagedRecord);
    }
  }

  /**
   * Returns whether a run says itself that it was not committed. One that says otherwise, and that
   * no commit names, was cut off in front of its commit.
   */
  private static boolean wasNotCommitted(Path run) {
    try {
      Path record = run.resolve(RECORD);
      if (!Files.exists(record)) {
        return false;
      }
      JsonNode json = JSON.readTree(record.toFile());
      return !json.path("verdict").asText().equals(RunSummary.Verdict.COMMITTED.name());
    } catch (IOException damaged) {
      return false;
    }
  }
}
