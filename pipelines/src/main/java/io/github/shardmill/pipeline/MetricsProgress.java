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

/** Reads how far a pipeline is from its metrics, which runners of this process keep up to date. */
final class MetricsProgress implements Supplier<BuildProgress> {
  private static final MetricsFilter OURS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(RunCounters.class))
          .addNameFilter(MetricNameFilter.inNamespace(DiscoverFiles.class))
          .addNameFilter(MetricNameFilter.inNamespace(LuceneIO.class))
          .build();

  private final PipelineResult result;
  private final int sources;
  private final long startNanos = System.nanoTime();

  MetricsProgress(PipelineResult result, int sources) {
    this.result = result;
    this.sources = sources;
  }

  @Override
  public BuildProgress get() {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricResult<Long> counter : result.metrics().queryMetrics(OURS).getCounters()) {
      counts.merge(counter.getName().getName(), counter.getAttempted(), Long::sum);
    }
    return new ProgressCounts(counts, sources).at(Duration.ofNanos(System.nanoTime() - startNanos));
  }
}
