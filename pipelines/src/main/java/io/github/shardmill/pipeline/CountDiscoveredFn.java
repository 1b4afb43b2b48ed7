package io.github.shardmill.pipeline;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.Tally;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;

/** Turns what discovery found into a part of the run: its counts and its records. */
final class CountDiscoveredFn extends DoFn<DiscoverySummary, RunParts> {
  private static final long serialVersionUID = 1L;

  private final boolean needsWhole;

  /**
   * Makes the function.
   *
   * @param needsWhole whether a source that is empty or could not be listed as a whole is a reason
   *     against a commit
   */
  CountDiscoveredFn(boolean needsWhole) {
    this.needsWhole = needsWhole;
  }

  @ProcessElement
  public void count(@Element DiscoverySummary summary, OutputReceiver<RunParts> output) {
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
    output.output(RunParts.of(Tally.ofCounts(counts), records).withRefusals(refusals(summary)));
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
