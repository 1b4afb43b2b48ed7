package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.options.PipelineOptions;

/** Flink's options, unless a person gave them. Stateless. */
final class FlinkOptions {
  /** The launcher names the jar here that a cluster gets. */
  static final String CLUSTER_JAR = "shardmill.cluster.jar";

  /** Where Flink looks for its settings by itself. */
  private static final String OWN_SETTINGS = "FLINK_CONF_DIR";

  private static final String EMBEDDED = "[local]";

  private FlinkOptions() {}

  static void tune(PipelineOptions pipelineOptions, BuildSettings.Execution execution) {
    FlinkPipelineOptions options = pipelineOptions.as(FlinkPipelineOptions.class);
    Venue venue = Venue.of(execution);
    // run() is to come back when the job is submitted: who follows it shows progress and cancels.
    options.setAttachedMode(false);
    if (!Venue.isGiven(execution, "parallelism")) {
      options.setParallelism(execution.parallelism());
    }
    // Our elements do not change, so nobody needs copies of them.
    if (!Venue.isGiven(execution, "fasterCopy")) {
      options.setFasterCopy(true);
    }
    // What a step made is written to disk before the next begins. So a lost worker costs its own
    // part, where Flink's own mode would begin with the first file again; what is written are
    // listings and handles, since text goes through work files.
    if (!Venue.isGiven(execution, "executionModeForBatch")) {
      options.setExecutionModeForBatch("BATCH_FORCED");
    }
    if (venue == Venue.EMBEDDED_FLINK && !Venue.isGiven(execution, Venue.MASTER)) {
      // The same as the runner would choose, with memory in proportion to the heap.
      options.setFlinkMaster(EMBEDDED);
    }
    if (venue == Venue.FLINK_CLUSTER && !Venue.isGiven(execution, "filesToStage")) {
      stage(options);
    }
  }

  /**
   * Gives Flink in this process settings of ours, unless a person has some; with a cluster's, there
   * is nothing to do.
   *
   * @return what is to be closed when the job has ended
   */
  static Optional<EmbeddedFlinkConfig> embed(
      PipelineOptions options, BuildSettings.Execution execution, RunWorkspace workspace)
      throws IOException {
    if (Venue.of(execution) != Venue.EMBEDDED_FLINK
        || Venue.isGiven(execution, "flinkConfDir")
        || System.getenv(OWN_SETTINGS) != null) {
      return Optional.empty();
    }
    EmbeddedFlinkConfig config =
        EmbeddedFlinkConfig.write(
            Path.of(workspace.work()).getParent(),
            Path.of(workspace.index()),
            options.as(FlinkPipelineOptions.class).getParallelism(),
            Runtime.getRuntime().maxMemory());
    options.as(FlinkPipelineOptions.class).setFlinkConfDir(config.configuration().toString());
    return Optional.of(config);
  }

  /** Where the launcher does not say what to send, the runner sends the class path. */
  private static void stage(FlinkPipelineOptions options) {
    String jar = System.getProperty(CLUSTER_JAR, "");
    if (!jar.isEmpty()) {
      options.setFilesToStage(List.of(jar));
    }
  }
}
