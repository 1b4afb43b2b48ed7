package io.github.shardmill.io;

import io.github.shardmill.index.CommitVerdict;
import io.github.shardmill.index.IndexCommitter;
import io.github.shardmill.index.RunPage;
import io.github.shardmill.index.RunParts;
import io.github.shardmill.index.RunPlan;
import io.github.shardmill.index.store.PathIndexStore;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.apache.lucene.util.IOUtils;

/** Commits a run, once, whatever the number of times it is called. */
final class CommitIndexFn extends DoFn<KV<Void, Iterable<RunParts>>, CommitVerdict> {
  private static final long serialVersionUID = 1L;
  private static final Counter COMMITS_BEGUN = Metrics.counter(LuceneIO.class, "commitsBegun");

  private final RunPlan plan;
  private final RunWorkspace workspace;
  private final RunPage page;
  private final Workers workers;
  private transient KeptLease lease;

  CommitIndexFn(RunPlan plan, RunWorkspace workspace, RunPage page, Workers workers) {
    this.plan = plan;
    this.workspace = workspace;
    this.page = page;
    this.workers = workers;
  }

  @Setup
  public void setUp() throws IOException {
    workers.check().require();
    lease = KeptLease.of(workspace);
  }

  @Teardown
  public void tearDown() {
    IOUtils.closeWhileHandlingException(lease);
  }

  @ProcessElement
  public void process(
      @Element KV<Void, Iterable<RunParts>> all, OutputReceiver<CommitVerdict> output)
      throws IOException {
    workers.check().requireNow();
    COMMITS_BEGUN.inc();
    workers.progress().add(COMMITS_BEGUN.getName().getName(), 1).flush();
    RunParts parts = RunParts.sum(all.getValue());
    output.output(Uninterrupted.call("commit-" + plan.runId(), i -> commit(parts, i)));
  }

  private CommitVerdict commit(RunParts parts, BooleanSupplier interrupted) throws IOException {
    PathIndexStore store = new PathIndexStore(workspace);
    BooleanSupplier stopped =
        () -> interrupted.getAsBoolean() || RunCancellation.isStopped(plan.runId());
    CommitVerdict verdict = new IndexCommitter(plan, store, page, stopped).commit(parts);
    // The client may be gone, and then nobody else does.
    store.giveBackLease();
    return verdict;
  }
}
