package io.github.shardmill.io;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.IndexCommitter;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.ShardIndexBuilder;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;
import org.joda.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step that spools, called as a runner calls it that tries a bundle more than once. */
class SpoolMutationsFnTest {
  @TempDir Path temp;
  private IndexLayout layout;
  private RunPlan plan;
  private RunWorkspace workspace;
  private SpoolMutationsFn<String> spooling;

  @BeforeEach
  void setUp() throws Exception {
    layout = new IndexLayout(temp.resolve("index"));
    RunSettings settings = RunSettings.DEFAULT.withRunId("run").withShards(1);
    plan = settings.plan(IndexSchema.of(FieldSpec.text("name")), -1);
    workspace = settings.workspace(layout);
    MutationMapper<String> mapper =
        (name, emitter) -> {
          if (name.equals("broken")) {
            throw new IOException("broken");
          }
          emitter.emit(Mutation.upsert(IndexDocument.withId(name).add("name", name).build()));
          emitter.count("names", 1);
        };
    spooling = new SpoolMutationsFn<>(plan, workspace, mapper, 1 << 16, Workers.NONE);
    spooling.setUp();
  }

  @Test
  void failedBundleLeavesNothingWhenTheNextBegins() throws Exception {
    assertThrows(IOException.class, () -> bundle("a", "b", "broken"));
    List<KV<Integer, SpoolPart>> retried = bundle("a", "b");
    assertThat(retried, hasSize(1));
    assertThat(retried.get(0).getValue().tally().count("mutations"), is(2L));
    assertThat(retried.get(0).getValue().tally().count("names"), is(2L));
    assertThat(spoolFiles(), hasSize(1));
  }

  @Test
  void failedBundleLeavesNothingWhenTheInstanceIsThrownAway() throws Exception {
    spooling.startBundle();
    for (int i = 0; i < 5_000; i++) {
      spooling.process("name " + i);
    }
    assertThat(spoolFiles(), is(not(empty())));
    spooling.tearDown();
    assertThat(spoolFiles(), empty());
  }

  @Test
  void bundleWhoseOutputWasThrownAwayIsNotInTheIndex() throws Exception {
    bundle("a", "b", "lost: the runner threw this output away");
    List<KV<Integer, SpoolPart>> again = bundle("a", "b");
    assertThat(spoolFiles(), hasSize(2));
    assertThat(commit(again), is(new CommitVerdict(CommitVerdict.Kind.COMMITTED, "run", 1, 2, "")));
  }

  @Test
  void bundleThatWasDeliveredTwiceIsOneInTheIndex() throws Exception {
    List<KV<Integer, SpoolPart>> both = new ArrayList<>(bundle("a", "b", "c"));
    both.addAll(bundle("a", "b", "c"));
    assertThat(commit(both).documents(), is(3L));
  }

  @Test
  void emptyBundleSendsItsCountsAndNoFile() throws Exception {
    List<KV<Integer, SpoolPart>> parts = bundle();
    assertThat(parts, hasSize(1));
    assertThat(parts.get(0).getValue().regions(), empty());
    assertThat(parts.get(0).getValue().tally().counts().keySet(), contains("mutations"));
    assertThat(spoolFiles(), empty());
  }

  private CommitVerdict commit(List<KV<Integer, SpoolPart>> parts) throws IOException {
    ShardIndexBuilder.Config config =
        new ShardIndexBuilder.Config(
            0, "attempt", plan.schema(), workspace.staging(), workspace.spool(), 1 << 20, false);
    List<Region> regions =
        parts.stream().flatMap(part -> part.getValue().regions().stream()).toList();
    RunParts built =
        RunParts.of(new ShardIndexBuilder(config, () -> false).build(regions, Tally.EMPTY));
    return new IndexCommitter(plan, new PathIndexStore(workspace), json -> "", () -> false)
        .commit(built);
  }

  private List<KV<Integer, SpoolPart>> bundle(String... names) throws Exception {
    spooling.startBundle();
    for (String name : Arrays.asList(names)) {
      spooling.process(name);
    }
    Finishing finishing = new Finishing(spooling);
    spooling.finishBundle(finishing.context);
    return finishing.parts;
  }

  /** Keeps what a bundle gives when it ends. */
  private static final class Finishing {
    private final List<KV<Integer, SpoolPart>> parts = new ArrayList<>();
    private final DoFn<String, KV<Integer, SpoolPart>>.FinishBundleContext context;

    Finishing(DoFn<String, KV<Integer, SpoolPart>> fn) {
      context =
          fn.new FinishBundleContext() {
            @Override
            public PipelineOptions getPipelineOptions() {
              return PipelineOptionsFactory.create();
            }

            @Override
            public void output(
                KV<Integer, SpoolPart> part, Instant timestamp, BoundedWindow window) {
              parts.add(part);
            }

            @Override
            public <T> void output(
                TupleTag<T> tag, T output, Instant timestamp, BoundedWindow window) {
              throw new AssertionError("there is one output");
            }
          };
    }
  }

  private List<Path> spoolFiles() throws IOException {
    try (Stream<Path> files = Files.list(workspace.spool())) {
      return files.filter(file -> file.getFileName().toString().endsWith(".spool")).toList();
    }
  }
}
