package io.github.shardmill.pipeline;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.read.CommittedIndex;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.io.RunSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The transforms of a build put together, on a runner that checks that no step changes an element
 * and that all can be encoded.
 */
class BuildPipelineTest {
  private static final long NO_COMMIT = -1;

  @TempDir Path temp;
  private final Pipeline pipeline = Pipeline.create();
  private Path tree;
  private Path index;

  @BeforeEach
  void writeFiles() throws Exception {
    tree = Files.createDirectory(temp.resolve("notes"));
    index = temp.resolve("index");
    Files.writeString(tree.resolve("b.txt"), "umbrella");
    Files.writeString(tree.resolve("a.txt"), "rain");
    Files.writeString(tree.resolve(".hidden"), "nobody");
    Files.createDirectory(tree.resolve("empty"));
  }

  @Test
  void filesBecomeACommittedIndex() throws Exception {
    expect(CommitVerdict.Kind.COMMITTED, 2);
    pipeline.run().waitUntilFinish();
    assertThat(ids(), contains("notes:a.txt", "notes:b.txt"));
  }

  @Test
  void noFilesBecomeAnEmptyIndex() throws Exception {
    Files.delete(tree.resolve("a.txt"));
    Files.delete(tree.resolve("b.txt"));
    expect(CommitVerdict.Kind.COMMITTED, 0);
    pipeline.run().waitUntilFinish();
    assertThat(ids(), is(List.of()));
  }

  @Test
  void commitOfSomebodyElseIsAConflictAndStands() throws Exception {
    expect(CommitVerdict.Kind.CONFLICT, NO_COMMIT);
    try (IndexWriter writer =
        new IndexWriter(FSDirectory.open(index), new IndexWriterConfig(null))) {
      writer.commit();
    }
    pipeline.run().waitUntilFinish();
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      assertThat(opened.generation(), is(1L));
      assertThat(opened.data().isPresent(), is(false));
    }
  }

  /** Applies the pipeline of a build, whose verdict is one element that travels on. */
  private void expect(CommitVerdict.Kind kind, long documents) throws Exception {
    BuildSettings settings = TestBuild.of("notes", tree).withBatchSize(1).settings(index);
    RunSettings run = RunSettings.DEFAULT.withRunId("run").withShards(2);
    IndexLayout layout = new IndexLayout(index);
    RunBase base =
        new RunBase(RunPlan.Mode.REPLACE, -1, Optional.empty(), false, false, "", Optional.empty());
    new PathIndexStore(run.workspace(layout)).prepare();
    PAssert.thatSingleton(
            new BuildPipeline(settings, InputSources.of(settings.inputs()), run, base, 0)
                .build(pipeline, run.workspace(layout))
                .verdicts())
        .satisfies(
            verdict -> {
              assertThat(verdict.reason(), verdict.kind(), is(kind));
              assertThat(verdict.documents(), is(documents));
              return null;
            });
  }

  private List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    try (CommittedIndex opened = CommittedIndex.open(index)) {
      for (int document = 0; document < opened.reader().maxDoc(); document++) {
        ids.add(opened.reader().storedFields().document(document).get("id"));
      }
    }
    ids.sort(null);
    return ids;
  }
}
