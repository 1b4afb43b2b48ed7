package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.Base;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.ProgressNotes;
import io.github.shardmill.index.store.RunWorkspace;
import io.github.shardmill.io.RunSettings;
import io.github.shardmill.io.WorkerCheck;
import io.github.shardmill.io.Workers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy.Node;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.MapElements;
import org.apache.beam.sdk.transforms.Values;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TypeDescriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Flink groups is read by one step, once: the runner hands it over as it comes from disk then,
 * and collects all values of a key in memory as soon as there is a second reader.
 */
class GroupedOnceTest {
  @TempDir private Path directory;
  private Path index;
  private TestBuild build;

  @BeforeEach
  void buildIndex() throws Exception {
    Path tree = Files.createDirectory(directory.resolve("notes"));
    Files.writeString(tree.resolve("a.txt"), "a word");
    index = directory.resolve("index");
    build = TestBuild.of("notes", tree);
    build.commitTo(index);
  }

  @Test
  void buildReadsWhatItGroupedOnce() throws Exception {
    Map<String, List<String>> readers = readers(build);
    assertThat(
        readers.keySet(),
        containsInAnyOrder(
            "WriteIndex/GroupByShard", "WriteIndex/GroupAll", "SpreadWork/SendWork/GroupByKey"));
    assertThat(readers.values(), everyItem(hasSize(1)));
  }

  @Test
  void updateReadsWhatItGroupedOnce() throws Exception {
    Map<String, List<String>> readers = readers(build.asUpdate());
    assertThat(
        readers.keySet(),
        containsInAnyOrder(
            "WriteIndex/GroupByShard",
            "WriteIndex/GroupAll",
            "SpreadWork/SendWork/GroupByKey",
            "CompareWithIndex/GatherCompared"));
    assertThat(readers.values(), everyItem(hasSize(1)));
  }

  @Test
  void secondReaderWouldBeSeen() {
    Pipeline pipeline = Pipeline.create();
    PCollection<KV<String, Iterable<String>>> grouped =
        pipeline.apply(Create.of(KV.of("a", "b"))).apply("Group", GroupByKey.create());
    grouped.apply("First", Values.create());
    grouped.apply("Second", MapElements.into(TypeDescriptors.strings()).via(KV::getKey));
    assertThat(
        readers(pipeline),
        is(
            Map.of(
                "Group",
                List.of(
                    "First/Values/Map/ParMultiDo(Anonymous)",
                    "Second/Map/ParMultiDo(Anonymous)"))));
  }

  private Map<String, List<String>> readers(TestBuild test) throws Exception {
    BuildSettings settings = test.settings(index);
    IndexLayout layout = new IndexLayout(index);
    RunBase base = RunBase.of(settings, Base.read(layout));
    InputSources sources = InputSources.of(settings.inputs());
    String details = RunDetails.json(settings, sources.specs(), sources.labels(), "");
    RunSettings run =
        RunSettings.DEFAULT
            .withRunId("run")
            .withMode(base.mode())
            .withBase(base.generation())
            .withCarried(CarriedSettings.json(details, sources.specs(), 0));
    RunWorkspace workspace = run.workspace(layout);
    new PathIndexStore(workspace).prepare();
    run =
        run.withWorkers(
            new Workers(WorkerCheck.begin(workspace, 0), ProgressNotes.begin(workspace)));
    assertThat(
        base.mode(),
        is(settings.continuation().isUpdate() ? RunPlan.Mode.UPDATE : RunPlan.Mode.REPLACE));
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(FlinkRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    new BuildPipeline(settings, sources, run, base, 0).build(pipeline, workspace);
    return readers(pipeline);
  }

  /** Returns the names of the steps that read the output of each GroupByKey. */
  private static Map<String, List<String>> readers(Pipeline pipeline) {
    Map<PValue, String> grouped = new java.util.HashMap<>();
    Map<String, List<String>> readers = new TreeMap<>();
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(Node node) {
            for (PValue input : node.getInputs().values()) {
              if (grouped.containsKey(input)) {
                readers.get(grouped.get(input)).add(node.getFullName());
              }
            }
            if (node.getTransform() instanceof GroupByKey) {
              PValue output = node.getOutputs().values().iterator().next();
              grouped.put(output, node.getFullName());
              readers.put(node.getFullName(), new ArrayList<>());
            }
          }
        });
    return readers;
  }
}
