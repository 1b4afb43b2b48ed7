package io.github.shardmill.io;

import io.github.shardmill.index.RecordsPart;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.ShardIndexBuilder;
import io.github.shardmill.index.Tally;
import io.github.shardmill.index.WorkerTally;
import io.github.shardmill.index.spool.Region;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.lucene.util.IOUtils;

/** Builds the index of a shard, in a directory of this attempt's own, and hands on its handle. */
final class BuildShardFn extends DoFn<KV<Integer, Iterable<SpoolPart>>, RunParts> {
  private static final long serialVersionUID = 1L;
  private static final Counter SHARDS_BEGUN = Metrics.counter(LuceneIO.class, "shardsBegun");

  private final RunPlan plan;
  private final RunWorkspace workspace;
  private final long ramBufferBytes;
  private final Workers workers;
  private transient KeptLease lease;

  BuildShardFn(RunPlan plan, RunWorkspace workspace, long ramBufferBytes, Workers workers) {
    this.plan = plan;
    this.workspace = workspace;
    this.ramBufferBytes = ramBufferBytes;
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
    new PathIndexStore(workspace).prepare();
    lease = KeptLease.of(workspace);
  }

  @Teardown
  public void tearDown() {
    IOUtils.closeWhileHandlingException(lease);
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<SpoolPart>> shard, OutputReceiver<RunParts> output)
      throws IOException {
    SHARDS_BEGUN.inc();
    workers.progress().add(SHARDS_BEGUN.getName().getName(), 1).flush();
    List<Region> regions = new ArrayList<>();
    List<RecordsPart> records = new ArrayList<>();
    Tally.Builder tally = new Tally.Builder();
    tally.count(WorkerTally.counter(WorkerTally.SHARDS), 1);
    for (SpoolPart part : shard.getValue()) {
      regions.addAll(part.regions());
      tally.add(part.tally());
      records.addAll(part.records());
    }
    ShardIndexBuilder.Config config =
        new ShardIndexBuilder.Config(
            shard.getKey(),
            UUID.randomUUID().toString(),
            plan.schema(),
            workspace.staging(),
            workspace.spool(),
            ramBufferBytes,
            plan.mode() == RunPlan.Mode.UPDATE);
    ShardIndexBuilder builder =
        new ShardIndexBuilder(config, () -> RunCancellation.isStopped(plan.runId()));
    output.output(RunParts.of(builder.build(regions, tally.build())));
    if (!records.isEmpty()) {
      output.output(RunParts.of(Tally.EMPTY, records));
    }
  }
}
