package io.github.shardmill.io;

import io.github.shardmill.index.store.LeaseRenewal;
import io.github.shardmill.index.store.RunLease;
import io.github.shardmill.index.store.RunWorkspace;
import java.io.Closeable;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Renews the lease of a run for as long as a step of it is set up in this process, once however
 * many there are. Runs without a lease, whose steps are all in the process that began them, are
 * left alone. Closed when the step is torn down; thread-safe.
 */
final class KeptLease implements Closeable {
  private static final Map<RunWorkspace, Renewing> RENEWING = new HashMap<>();

  private static final class Renewing {
    private final LeaseRenewal renewal;
    private int steps;

    Renewing(LeaseRenewal renewal) {
      this.renewal = renewal;
    }
  }

  private final RunWorkspace workspace;
  private boolean open;

  private KeptLease(RunWorkspace workspace, boolean open) {
    this.workspace = workspace;
    this.open = open;
  }

  /** Begins to renew the lease of a run, if it has one. */
  static KeptLease of(RunWorkspace workspace) throws IOException {
    synchronized (RENEWING) {
      Renewing renewing = RENEWING.get(workspace);
      if (renewing == null) {
        Optional<RunLease> lease = RunLease.of(workspace.layout(), workspace.runId());
        if (lease.isEmpty()) {
          return new KeptLease(workspace, false);
        }
        renewing = new Renewing(LeaseRenewal.begin(lease.get()));
        RENEWING.put(workspace, renewing);
      }
      renewing.steps++;
      return new KeptLease(workspace, true);
    }
  }

  @Override
  public void close() {
    synchronized (RENEWING) {
      if (open) {
        open = false;
        Renewing renewing = RENEWING.get(workspace);
        if (--renewing.steps == 0) {
          renewing.renewal.close();
          RENEWING.remove(workspace);
        }
      }
    }
  }
}
