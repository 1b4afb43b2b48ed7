package io.github.shardmill.index;

import io.github.shardmill.index.mutation.IndexDocument;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.schema.FieldSpec;
import io.github.shardmill.index.schema.IndexSchema;
import io.github.shardmill.index.schema.StatusRule;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.SpoolWriter;
import io.github.shardmill.index.store.IndexDirectories;
import io.github.shardmill.index.store.IndexLayout;
import io.github.shardmill.index.store.IndexStore;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.util.Bits;

/** A run of the engine without a pipeline, every step of which can be made to go wrong. */
final class EngineRun {
  static final Provenance PROVENANCE = new Provenance(Provenance.Kind.BUILD, 0, -1, "");
  static final IndexSchema SCHEMA =
      IndexSchema.of(
              FieldSpec.keyword("tag").withDocValues().withCompletions(),
              FieldSpec.text("text"),
              FieldSpec.number("size").inManifest(),
              FieldSpec.keyword("outcome").withDocValues().inManifest(),
              FieldSpec.keyword("cause"))
          .withSearched("text")
          .withStatus(
              new StatusRule(
                  "outcome", List.of("OK"), List.of("CRASHED"), List.of(), List.of("cause")));

  private static final Lock NO_LOCK =
      new Lock() {
        @Override
        public void close() {}

        @Override
        public void ensureValid() {}
      };

  final IndexLayout layout;
  final RunWorkspace workspace;
  final PathIndexStore store;
  final RunPlan plan;
  private int attempts;

  EngineRun(Path index, String runId) throws IOException {
    this(index, runId, RunPlan.Mode.REPLACE);
  }

  EngineRun(Path index, String runId, RunPlan.Mode mode) throws IOException {
    this(index, plan(index, runId, mode, 2));
  }

  EngineRun(Path index, RunPlan plan) throws IOException {
    this.layout = new IndexLayout(index);
    this.plan = plan;
    this.workspace = RunWorkspace.within(layout, plan.runId());
    this.store = new PathIndexStore(workspace);
    store.prepare();
  }

  static RunPlan plan(Path index, String runId, RunPlan.Mode mode, int shards) throws IOException {
    long generation = Base.read(new IndexLayout(index)).generation();
    return new RunPlan(
        runId,
        mode,
        generation,
        shards,
        SCHEMA,
        List.of(),
        List.of(),
        "{}",
        1_700_000_000_000L,
        CommitPolicy.DEFAULT,
        "{}");
  }

  /** Writes an index in one run that goes well. */
  static CommitVerdict write(Path index, String runId, Mutation... mutations) throws IOException {
    EngineRun run = new EngineRun(index, runId);
    return run.commit(run.parts(mutations));
  }

  /** Updates an index in one run that goes well. */
  static CommitVerdict update(Path index, String runId, Mutation... mutations) throws IOException {
    EngineRun run = new EngineRun(index, runId, RunPlan.Mode.UPDATE);
    return run.commit(run.parts(mutations));
  }

  static Mutation doc(String id, String text) {
    return Mutation.upsert(IndexDocument.withId(id).add("text", text).add("outcome", "OK").build());
  }

  static Mutation[] docs(int from, int to) {
    return Stream.iterate(from, i -> i < to, i -> i + 1)
        .map(i -> doc("d" + i, "text number " + i))
        .toArray(Mutation[]::new);
  }

  List<Region> spool(Mutation... mutations) throws IOException {
    SpoolWriter.Config config =
        new SpoolWriter.Config(workspace.spool(), plan.schema(), plan.shards(), 1 << 20);
    try (SpoolWriter writer = new SpoolWriter(config)) {
      for (Mutation mutation : mutations) {
        writer.add(mutation);
      }
      return writer.finish();
    }
  }

  ShardIndexBuilder.Config attempt(int shard, String attempt) {
    return new ShardIndexBuilder.Config(
        shard,
        attempt,
        plan.schema(),
        workspace.staging(),
        workspace.spool(),
        16L << 20,
        plan.mode() == RunPlan.Mode.UPDATE);
  }

  ShardHandle build(int shard, List<Region> regions) throws IOException {
    List<Region> own = regions.stream().filter(region -> region.shard() == shard).toList();
    String attempt = "attempt" + attempts++;
    return new ShardIndexBuilder(attempt(shard, attempt), () -> false).build(own, Tally.EMPTY);
  }

  /** Builds all shards. */
  RunParts parts(Mutation... mutations) throws IOException {
    List<Region> regions = spool(mutations);
    List<RunParts> parts = new ArrayList<>();
    for (int shard = 0; shard < plan.shards(); shard++) {
      parts.add(RunParts.of(build(shard, regions)));
    }
    return RunParts.sum(parts);
  }

  CommitVerdict commit(RunParts parts) throws IOException {
    return commit(store, parts);
  }

  CommitVerdict commit(IndexStore through, RunParts parts) throws IOException {
    return new IndexCommitter(plan, through, json -> "", () -> false).commit(parts);
  }

  static RunParts partsOf(ShardHandle... shards) {
    return RunParts.sum(Arrays.stream(shards).map(RunParts::of).toList());
  }

  static Base base(Path index) throws IOException {
    return Base.read(new IndexLayout(index));
  }

  /** Returns the ids of the live documents in document order, after checking the whole index. */
  static List<String> ids(Path index) throws IOException {
    check(index);
    List<String> ids = new ArrayList<>();
    try (Directory directory = IndexDirectories.reading(index);
        DirectoryReader reader = DirectoryReader.open(directory)) {
      for (LeafReaderContext leaf : reader.leaves()) {
        Bits live = leaf.reader().getLiveDocs();
        for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
          if (live == null || live.get(doc)) {
            ids.add(leaf.reader().storedFields().document(doc).get(IndexSchema.ID));
          }
        }
      }
    }
    return ids;
  }

  private static void check(Path index) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    try (Directory directory = IndexDirectories.reading(index);
        CheckIndex check = new CheckIndex(directory, NO_LOCK)) {
      check.setInfoStream(new PrintStream(said, false, StandardCharsets.UTF_8));
      if (!check.checkIndex().clean) {
        throw new AssertionError(said.toString(StandardCharsets.UTF_8));
      }
    }
  }
}
