package io.github.shardmill.pipeline;

import io.github.shardmill.file.DiscoverySummary;
import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.Tally;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.transforms.SimpleFunction;

/** Turns what discovery found into a part of the run: its counts and its records. */
final class SummaryParts extends SimpleFunction<DiscoverySummary, RunParts> {
  private static final long serialVersionUID = 1L;

  @Override
  public RunParts apply(DiscoverySummary summary) {
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
    return RunParts.of(Tally.ofCounts(counts), records);
  }
}
