package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.DiscoverFiles;
import io.github.shardmill.io.LuceneIO;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/**
 * Reads how far a pipeline is from its metrics, which runners of this process keep up to date from
 * element to element, and from what steps in this process show in the middle of one.
 */
final class MetricsProgress implements Supplier<BuildProgress> {
  private static final MetricsFilter OURS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(RunCounters.class))
          .addNameFilter(MetricNameFilter.inNamespace(DiscoverFiles.class))
          .addNameFilter(MetricNameFilter.inNamespace(LuceneIO.class))
          .build();

  private final PipelineResult result;
  private final String runId;
  private final int sources;
  private final long startNanos = System.nanoTime();

  MetricsProgress(PipelineResult result, String runId, int sources) {
    this.result = result;
    this.runId = runId;
    this.sources = sources;
  }

  @Override
  public BuildProgress get() {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(OURS).getCounters()) {
      counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    counts.merge(ProgressCounts.ITEMS_FOUND, EarlyItems.of(runId), Long::sum);
    return new ProgressCounts(counts, sources).at(Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
