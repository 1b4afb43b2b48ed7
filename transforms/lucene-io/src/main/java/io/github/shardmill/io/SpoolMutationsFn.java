package io.github.shardmill.io;

import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RecordsWriter;
import io.github.shardmill.index.RunCancelledException;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.mutation.FamilyPart;
import io.github.shardmill.index.mutation.Mutation;
import io.github.shardmill.index.mutation.MutationEmitter;
import io.github.shardmill.index.mutation.MutationMapper;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.spool.SpoolWriter;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.transforms.windowing.GlobalWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.lucene.util.IOUtils;

/**
 * Maps elements to mutations and spools them; hands on the handles of the regions when the bundle
 * ends. A bundle that fails leaves work files that nobody refers to.
 */
final class SpoolMutationsFn<T> extends DoFn<T, KV<Integer, SpoolPart>> {
  private static final long serialVersionUID = 1L;

  private final RunPlan plan;
  private final RunWorkspace workspace;
  private final MutationMapper<T> mapper;
  private final int bufferBytes;
  private final Workers workers;
  private transient KeptLease lease;
  private transient SpoolWriter spool;
  private transient RecordsWriter records;
  private transient Tally.Builder tally;
  private transient long mutations;

  SpoolMutationsFn(
      RunPlan plan,
      RunWorkspace workspace,
      MutationMapper<T> mapper,
      int bufferBytes,
      Workers workers) {
    this.plan = plan;
    this.workspace = workspace;
    this.mapper = mapper;
    this.bufferBytes = bufferBytes;
    this.workers = workers;
  }

  @Setup
  public void setUp() throws Exception {
    workers.check().require();
    new PathIndexStore(workspace).prepare();
    lease = KeptLease.of(workspace);
    mapper.setUp();
  }

  @StartBundle
  public void startBundle() throws IOException {
    closeFiles();
    spool =
        new SpoolWriter(
            new SpoolWriter.Config(workspace.spool(), plan.schema(), plan.shards(), bufferBytes));
    records =
        new RecordsWriter(workspace.records().resolve("left-out-" + UUID.randomUUID() + ".jsonl"));
    tally = new Tally.Builder();
    mutations = 0;
  }

  @ProcessElement
  public void process(@Element T element) throws Exception {
    if (RunCancellation.isStopped(plan.runId())) {
      throw new RunCancelledException();
    }
    mapper.map(element, new Emitter());
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) throws IOException {
    Map<Integer, List<Region>> byShard = new TreeMap<>();
    for (Region region : spool.finish()) {
      byShard.computeIfAbsent(region.shard(), shard -> new ArrayList<>()).add(region);
    }
    tally.count("mutations", mutations);
    if (byShard.isEmpty()) {
      byShard.put(0, List.of());
    }
    Tally counts = tally.build();
    RecordsPart written = records.finish();
    List<RecordsPart> parts = written == null ? List.of() : List.of(written);
    for (Map.Entry<Integer, List<Region>> entry : byShard.entrySet()) {
      SpoolPart part = new SpoolPart(entry.getValue(), counts, parts);
      output(context, KV.of(entry.getKey(), part));
      counts = Tally.EMPTY; // they travel once
      parts = List.of();
    }
    closeFiles();
    workers.progress().flush();
  }

  private static void output(
      DoFn<?, KV<Integer, SpoolPart>>.FinishBundleContext context, KV<Integer, SpoolPart> part) {
    context.output(part, BoundedWindow.TIMESTAMP_MIN_VALUE, GlobalWindow.INSTANCE);
  }

  @Teardown
  public void tearDown() throws Exception {
    try {
      closeFiles();
    } finally {
      IOUtils.closeWhileHandlingException(lease);
      mapper.tearDown();
    }
  }

  private void closeFiles() throws IOException {
    try {
      IOUtils.close(spool, records);
    } finally {
      spool = null;
      records = null;
    }
  }

  private final class Emitter implements MutationEmitter {
    @Override
    public void emit(Mutation mutation) throws IOException {
      spool.add(mutation);
      mutations++;
    }

    @Override
    public void emit(FamilyPart part) throws IOException {
      spool.add(part);
    }

    @Override
    public void count(String counter, long amount) {
      tally.count(counter, amount);
    }

    @Override
    public void record(String line) throws IOException {
      records.line().writeRawValue(line);
    }

    @Override
    public void rank(String ranking, String name, long weight) {
      tally.rank(ranking, name, weight);
    }
  }
}
