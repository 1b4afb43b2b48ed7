package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayContaining;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedFlinkConfigTest {
  private static final long GIB = 1L << 30;
  private static final int MIB = 1 << 20;

  @TempDir private Path temp;

  private EmbeddedFlinkConfig write(Path parent, int threads, long heapBytes) throws Exception {
    return EmbeddedFlinkConfig.write(parent, Path.of("/index"), threads, heapBytes);
  }

  private static Configuration read(EmbeddedFlinkConfig config) {
    return GlobalConfiguration.loadConfiguration(config.configuration().toString());
  }

  @Test
  void flinkReadsWhatIsMeant() throws Exception {
    try (EmbeddedFlinkConfig written = write(temp.resolve("it's \"work\" #1"), 4, 8 * GIB)) {
      Configuration settings = read(written);

      assertThat(settings.get(TaskManagerOptions.NUM_TASK_SLOTS), is(4));
      assertThat(
          settings.get(TaskManagerOptions.MANAGED_MEMORY_SIZE), is(MemorySize.ofMebiBytes(256)));
      assertThat(
          settings.get(TaskManagerOptions.NETWORK_MEMORY_MAX), is(MemorySize.ofMebiBytes(128)));
      assertThat(settings.get(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS), is(3));
      String[] spill = ConfigurationUtils.parseTempDirectories(settings);
      assertThat(
          spill, arrayContaining(written.configuration().resolveSibling("spill").toString()));
    }
  }

  @Test
  void aSmallHeapIsNotOutgrown() throws Exception {
    try (EmbeddedFlinkConfig written = write(temp, 8, GIB)) {
      assertThat(
          read(written).get(TaskManagerOptions.MANAGED_MEMORY_SIZE),
          is(MemorySize.ofMebiBytes(256)));
    }
  }

  @Test
  void whatAnEarlierRunLeftIsRemoved() throws Exception {
    EmbeddedFlinkConfig killed = write(temp, 1, GIB);
    Path left = Files.createFile(killed.configuration().resolveSibling("spill").resolve("channel"));

    EmbeddedFlinkConfig next = write(temp, 1, GIB);

    assertThat(Files.exists(left), is(false));
    assertThat(next.configuration(), is(killed.configuration()));
    next.close();
    assertThat(Files.exists(next.configuration().getParent()), is(false));
  }

  @Test
  void nobodyElseReadsWhatIsSpilled() throws Exception {
    try (EmbeddedFlinkConfig written = write(temp, 1, GIB)) {
      assertThat(
          Files.getPosixFilePermissions(written.configuration().getParent()),
          is(PosixFilePermissions.fromString("rwx------")));
    }
  }

  @Test
  void aDirectoryThatFlinkWouldTakeForTwoIsNotUsed() throws Exception {
    try (EmbeddedFlinkConfig written = write(temp.resolve("one:two"), 1, GIB)) {
      assertThat(
          written.configuration().toString(), startsWith(System.getProperty("java.io.tmpdir")));
      assertThat(Files.exists(temp.resolve("one:two")), is(false));
    }
  }

  @Test
  void aRecordMayBeLargerThanAllMemoryForSorting() throws Exception {
    try (EmbeddedFlinkConfig written = write(temp, 1, 0)) {
      Pipeline pipeline =
          Pipeline.create(
              PipelineOptionsFactory.fromArgs(
                      "--runner=FlinkRunner",
                      "--flinkMaster=[local]",
                      "--parallelism=1",
                      "--fasterCopy=true",
                      "--flinkConfDir=" + written.configuration())
                  .create());
      pipeline
          .apply(Create.of(1, 40, 2, 30))
          .apply("Enlarge", ParDo.of(new EnlargeFn()))
          .apply(GroupByKey.create())
          .apply("Measure", ParDo.of(new MeasureFn()));
      // Fails if the lengths are not what they were.
      pipeline.run().waitUntilFinish();
    }
  }

  /** Makes a record of so many MiB. */
  private static final class EnlargeFn extends DoFn<Integer, KV<Integer, byte[]>> {
    @ProcessElement
    public void process(@Element Integer mebibytes, OutputReceiver<KV<Integer, byte[]>> out) {
      out.output(KV.of(mebibytes % 2, new byte[mebibytes * MIB]));
    }
  }

  /** Checks the sum of what came for a key. */
  private static final class MeasureFn extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {
    @ProcessElement
    public void process(@Element KV<Integer, Iterable<byte[]>> group) {
      long length = 0;
      for (byte[] value : group.getValue()) {
        length += value.length;
      }
      long expected = (group.getKey() == 0 ? 72L : 1L) * MIB;
      if (length != expected) {
        throw new IllegalStateException(length + " bytes came, not " + expected);
      }
    }
  }
}
