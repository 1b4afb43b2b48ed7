package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.pipeline.BuildSettings.Execution;
import io.github.shardmill.pipeline.RunningPipeline.End;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Flink in this process, with our options and settings, groups ten times as much as fits into the
 * heap: what was grouped comes from disk, value by value.
 */
class GroupedBeyondHeapTest {
  private static final int HEAP_MIB = 96;
  private static final int VALUE_BYTES = 20_000;
  private static final int VALUES_PER_SEED = 500;
  private static final int SEEDS = 100;
  private static final long PATIENCE_MINUTES = 10;

  @TempDir private Path directory;

  @Test
  void tenTimesTheHeapIsGrouped() throws Exception {
    assertThat(
        ((10L * HEAP_MIB) << 20) < (long) SEEDS * VALUES_PER_SEED * VALUE_BYTES * 11 / 10,
        is(true));
    Path printed = directory.resolve("printed");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(List.of("-Xmx" + HEAP_MIB + "m", "-XX:MaxDirectMemorySize=512m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Grouping.class.getName(), directory.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES), is(true));
      assertThat(Files.readString(printed), process.exitValue(), is(0));
    } finally {
      process.destroyForcibly();
    }
    long values = (long) SEEDS * VALUES_PER_SEED / 2;
    assertThat(Files.readString(directory.resolve("key-0")), is(values + " values"));
    assertThat(Files.readString(directory.resolve("key-1")), is(values + " values"));
  }

  /** The program that has little heap. */
  static final class Grouping {
    private Grouping() {}

    public static void main(String[] arguments) throws Exception {
      Path directory = Path.of(arguments[0]);
      Execution execution = new Execution(2, 1, List.of("--runner=FlinkRunner"));
      PipelineOptions options = RunnerOptions.of(execution);
      try (EmbeddedFlinkConfig settings =
          EmbeddedFlinkConfig.write(directory, directory, 2, Runtime.getRuntime().maxMemory())) {
        options.as(FlinkPipelineOptions.class).setFlinkConfDir(settings.configuration().toString());
        Pipeline pipeline = Pipeline.create(options);
        List<Integer> seeds = new ArrayList<>();
        for (int seed = 0; seed < SEEDS; seed++) {
          seeds.add(seed);
        }
        pipeline
            .apply("Seeds", Create.of(seeds))
            .apply("MakeValues", ParDo.of(new MakeValuesFn()))
            .apply("Group", GroupByKey.create())
            .apply("CountValues", ParDo.of(new CountValuesFn(directory.toString())));
        FlinkPipeline running = FlinkPipeline.of(pipeline.run());
        Optional<End> end = running.await(Duration.ofMinutes(PATIENCE_MINUTES));
        assertThat(end.map(Object::toString).orElse("no end"), end, is(Optional.of(End.DONE)));
      }
      System.exit(0);
    }
  }

  private static final class MakeValuesFn extends DoFn<Integer, KV<Integer, byte[]>> {
    private static final long serialVersionUID = 1L;

    @ProcessElement
    public void process(@Element Integer seed, OutputReceiver<KV<Integer, byte[]>> output) {
      for (int i = 0; i < VALUES_PER_SEED; i++) {
        output.output(KV.of(seed % 2, new byte[VALUE_BYTES]));
      }
    }
  }

  private static final class CountValuesFn extends DoFn<KV<Integer, Iterable<byte[]>>, Void> {
    private static final long serialVersionUID = 1L;

    private final String directory;

    CountValuesFn(String directory) {
      this.directory = directory;
    }

    @ProcessElement
    public void process(@Element KV<Integer, Iterable<byte[]>> group) throws IOException {
      long values = 0;
      for (Iterator<byte[]> left = group.getValue().iterator(); left.hasNext(); ) {
        assertThat(left.next().length, is(VALUE_BYTES));
        values++;
      }
      Files.writeString(Path.of(directory, "key-" + group.getKey()), values + " values");
    }
  }
}
