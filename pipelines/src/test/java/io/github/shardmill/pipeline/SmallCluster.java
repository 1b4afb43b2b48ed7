package io.github.shardmill.pipeline;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.jar.JarOutputStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

/**
 * A cluster of Flink whose parts live in this process, and which is talked to over its port, as one
 * on other machines is. A job that fails is restarted so often that a test would never see its end.
 */
final class SmallCluster implements AutoCloseable {
  private static final int SLOTS = 2;

  private final MiniCluster cluster;
  private final String master;
  private final Path jar;

  SmallCluster(Path directory) throws Exception {
    this(directory, Integer.MAX_VALUE);
  }

  SmallCluster(Path directory, int restarts) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(RestOptions.BIND_PORT, "0");
    configuration.set(RestOptions.ADDRESS, "localhost");
    configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
    configuration.set(
        RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(SLOTS)
                .build());
    cluster.start();
    URI address = cluster.getRestAddress().get();
    master = address.getHost() + ":" + address.getPort();
    jar = emptyJar(directory);
  }

  /** The classes are here already; without a file the runner would send the whole class path. */
  private static Path emptyJar(Path directory) throws IOException {
    Path jar = Files.createTempFile(directory, "nothing", ".jar");
    new JarOutputStream(Files.newOutputStream(jar)).close();
    return jar;
  }

  /** Returns the options of Beam for a run on this cluster. */
  String[] options(String... more) {
    return java.util.stream.Stream.concat(
            List.of("--runner=FlinkRunner", "--flinkMaster=" + master, "--filesToStage=" + jar)
                .stream(),
            java.util.Arrays.stream(more))
        .toArray(String[]::new);
  }

  String master() {
    return master;
  }

  /** Cancels all jobs, as somebody does who finds them on Flink's page. */
  void cancelJobs() throws Exception {
    for (JobStatusMessage job : jobs()) {
      if (!job.getJobState().isGloballyTerminalState()) {
        cluster.cancelJob(job.getJobId()).get();
      }
    }
  }

  /** Waits until all jobs have ended, whichever way. */
  void awaitJobs() throws Exception {
    for (JobStatusMessage job : jobs()) {
      JobID id = job.getJobId();
      cluster.requestJobResult(id).get();
    }
  }

  Collection<JobStatusMessage> jobs() throws Exception {
    return cluster.listJobs().get();
  }

  @Override
  public void close() throws Exception {
    cluster.close();
  }
}
