package io.github.shardmill.index.store;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that this process renews until it gives it back or leaves it to others. */
final class LeaseRunLock implements RunLock {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRunLock.class);

  private final RunLease lease;
  private final LeaseRenewal renewal;

  private LeaseRunLock(RunLease lease, LeaseRenewal renewal) {
    this.lease = lease;
    this.renewal = renewal;
  }

  static LeaseRunLock acquire(IndexLayout layout, String runId) throws IOException {
    RunLease lease = RunLease.acquire(layout, runId);
    return new LeaseRunLock(lease, LeaseRenewal.begin(lease));
  }

  @Override
  public void handOver() {
    renewal.close();
  }

  /** Gives the lease back, or leaves it to run out where that fails: how the run ended stands. */
  @Override
  public void close() {
    renewal.close();
    try {
      lease.release();
    } catch (IOException e) {
      LOG.warn("the lease of the index could not be given back and runs out by itself", e);
    }
  }
}
