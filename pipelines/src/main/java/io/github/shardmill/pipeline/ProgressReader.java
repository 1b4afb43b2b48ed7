package io.github.shardmill.pipeline;

import io.github.shardmill.file.discover.DiscoverFiles;
import io.github.shardmill.io.LuceneIO;
import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.time.Duration;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.metrics.MetricNameFilter;
import org.apache.beam.sdk.metrics.MetricQueryResults;
import org.apache.beam.sdk.metrics.MetricResult;
import org.apache.beam.sdk.metrics.MetricsFilter;

/** Reads how far a pipeline is from its metrics. */
final class ProgressReader {
  private static final MetricsFilter OURS =
      MetricsFilter.builder()
          .addNameFilter(MetricNameFilter.inNamespace(RunCounters.class))
          .addNameFilter(MetricNameFilter.inNamespace(DiscoverFiles.class))
          .addNameFilter(MetricNameFilter.inNamespace(LuceneIO.class))
          .build();

  private final PipelineResult result;
  private final int sources;
  private final long startNanos = System.nanoTime();

  ProgressReader(PipelineResult result, int sources) {
    this.result = result;
    this.sources = sources;
  }

  BuildProgress read() {
    MetricQueryResults metrics = result.metrics().queryMetrics(OURS);
    long done = count(metrics, "filesDone");
    long found = count(metrics, "filesFound");
    boolean all = count(metrics, "sourcesListed") == sources;
    return new BuildProgress(
        stage(metrics, done, found, all),
        done,
        found,
        all,
        done,
        count(metrics, "bytesRead"),
        count(metrics, "filesFailed"),
        Duration.ofNanos(System.nanoTime() - startNanos));
  }

  private static Stage stage(MetricQueryResults metrics, long done, long found, boolean all) {
    if (count(metrics, "commitsBegun") > 0) {
      return Stage.COMMITTING;
    }
    if (count(metrics, "shardsBegun") > 0 && all && done == found) {
      return Stage.BUILDING;
    }
    return found == 0 ? Stage.STARTING : Stage.EXTRACTING;
  }

  private static long count(MetricQueryResults metrics, String name) {
    long sum = 0;
    for (MetricResult<Long> counter : metrics.getCounters()) {
      if (counter.getName().getName().equals(name)) {
        sum += counter.getAttempted();
      }
    }
    return sum;
  }
}
