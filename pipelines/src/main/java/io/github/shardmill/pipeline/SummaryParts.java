package io.github.shardmill.pipeline;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.store.ProgressNotes;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;

/** Turns what discovery found into a part of the run: its counts and its records. */
final class SummaryParts extends SimpleFunction<DiscoverySummary, RunParts> {
  private static final long serialVersionUID = 1L;

  private final boolean needsWhole;
  private final ProgressNotes progress;

  /**
   * Makes the function.
   *
   * @param needsWhole whether a source that is empty or could not be listed as a whole is a reason
   *     against a commit
   * @param progress where it is noted that a source is listed
   */
  SummaryParts(boolean needsWhole, ProgressNotes progress) {
    this.needsWhole = needsWhole;
    this.progress = progress;
  }

  @Override
  public RunParts apply(DiscoverySummary summary) {
    progress.add(ProgressCounts.SOURCES_LISTED, 1).flush();
    Map<String, Long> counts =
        Map.of(
            RunCounters.DISCOVERED,
            summary.discovered(),
            RunCounters.EXCLUDED,
            summary.excluded(),
            "discovered.bytes",
            summary.discoveredBytes(),
            "directories.pruned",
            summary.prunedDirectories(),
            RunCounters.UNREADABLE_DIRECTORIES,
            summary.unreadableDirectories());
    List<RecordsPart> records =
        summary.records().stream()
            .map(part -> new RecordsPart(part.name(), part.lines(), part.sha256()))
            .toList();
    return RunParts.of(Tally.ofCounts(counts), records).withRefusals(refusals(summary));
  }

  private List<String> refusals(DiscoverySummary summary) {
    if (!needsWhole) {
      return List.of();
    }
    String source = "source '" + summary.source() + "' ";
    String end = ", and all of the index comes from the sources this time: is its disk mounted?";
    if (summary.discovered() == 0) {
      return List.of(source + "is empty" + end);
    }
    return summary.unreadableDirectories() == 0
        ? List.of()
        : List.of(source + "could not be listed as a whole" + end);
  }
}
