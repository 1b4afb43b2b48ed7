package io.github.shardmill.pipeline;

import io.github.shardmill.index.store.IndexLayout;
import java.io.IOException;
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
  private static final String HOSTED = "[auto]";

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
   * Lets Flink in this process go by settings that suit it, unless a person gave some.
   *
   * @return the settings, to be closed when the run has ended; empty where there is nothing to set
   */
  static Optional<EmbeddedFlinkConfig> configure(
      PipelineOptions pipelineOptions, BuildSettings settings, IndexLayout layout)
      throws IOException {
    BuildSettings.Execution execution = settings.execution();
    if (Venue.of(execution) != Venue.EMBEDDED_FLINK
        || Venue.isGiven(execution, "flinkConfDir")
        || System.getenv(OWN_SETTINGS) != null) {
      return Optional.empty();
    }
    FlinkPipelineOptions options = pipelineOptions.as(FlinkPipelineOptions.class);
    EmbeddedFlinkConfig config =
        EmbeddedFlinkConfig.write(
            settings.target().workDirectory().orElse(layout.own()),
            layout.index(),
            options.getParallelism(),
            Runtime.getRuntime().maxMemory());
    options.setFlinkConfDir(config.configuration().toString());
    return Optional.of(config);
  }

  /**
   * Finds out whether the cluster is there that a person named.
   *
   * @throws BuildRefusedException if it cannot be used
   */
  static void requireCluster(BuildSettings.Execution execution) {
    Venue.option(execution, Venue.MASTER)
        .filter(master -> !master.equals(HOSTED))
        .ifPresent(master -> new FlinkCluster(master).requireUsable());
  }

  /** Where the launcher does not say what to send, the runner sends the class path. */
  private static void stage(FlinkPipelineOptions options) {
    String jar = System.getProperty(CLUSTER_JAR, "");
    if (!jar.isEmpty()) {
      options.setFilesToStage(List.of(jar));
    }
  }
}
