package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.io.RunSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.runners.flink.FlinkRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read in the user interface of a runner, which shows the steps by their names. */
class StepNamesTest {
  @TempDir Path directory;

  @Test
  void everyStepOfABuildHasAName() throws Exception {
    List<String> names = names(new ArrayList<>(), Continued.NO);
    assertThat(names, everyItem(not(containsString("Anonymous"))));
    assertThat(names, hasItem(startsWith("DiscoverFiles/ListFiles")));
    assertThat(names, hasItem(startsWith("WriteIndex/ExtractFiles")));
    assertThat(names, hasItem(startsWith("WriteIndex/BuildShards")));
    assertThat(names, hasItem(startsWith("WriteIndex/CommitIndex")));
  }

  @Test
  void everyStepOfAnUpdateHasAName() throws Exception {
    List<String> names = names(new ArrayList<>(), Continued.YES);
    assertThat(names, everyItem(not(containsString("Anonymous"))));
    assertThat(names, hasItem(startsWith("CompareWithIndex/CompareFiles")));
    assertThat(names, hasItem(startsWith("CompareWithIndex/FindRemoved")));
  }

  private enum Continued {
    NO,
    YES
  }

  private List<String> names(List<String> names, Continued continued) throws Exception {
    Path tree = Files.createDirectories(directory.resolve("tree"));
    Files.writeString(tree.resolve("a.txt"), "a");
    Path index = directory.resolve("index");
    TestBuild build = TestBuild.of("notes", tree);
    if (continued == Continued.YES) {
      build.commitTo(index);
      build = build.asUpdate();
    }
    BuildSettings settings = build.settings(index);
    PipelineOptions options = PipelineOptionsFactory.create();
    options.setRunner(FlinkRunner.class);
    Pipeline pipeline = Pipeline.create(options);
    IndexLayout layout = new IndexLayout(index);
    RunBase base = base(settings, layout, continued);
    try (InputSources sources = InputSources.of(settings.inputs())) {
      RunSettings run =
          RunSettings.DEFAULT
              .withRunId("run")
              .withMode(base.mode())
              .withCarried(
                  CarriedSettings.json(
                      RunDetails.json(settings, sources.specs(), sources.labels(), ""),
                      sources.specs(),
                      0));
      new PathIndexStore(run.workspace(layout)).prepare();
      new BuildPipeline(settings, sources, run, base, 0).build(pipeline, run.workspace(layout));
    }
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            boolean isOneStep = node.getTransform() instanceof Reshuffle;
            if (isOneStep) {
              names.add(node.getFullName());
            }
            return isOneStep
                ? CompositeBehavior.DO_NOT_ENTER_TRANSFORM
                : CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            names.add(node.getFullName());
          }
        });
    return names;
  }

  private static RunBase base(BuildSettings settings, IndexLayout layout, Continued continued)
      throws Exception {
    return continued == Continued.YES
        ? RunBase.of(settings, io.github.shardmill.index.Base.read(layout))
        : new RunBase(
            RunPlan.Mode.REPLACE, -1, Optional.empty(), false, false, "", Optional.empty());
  }
}
