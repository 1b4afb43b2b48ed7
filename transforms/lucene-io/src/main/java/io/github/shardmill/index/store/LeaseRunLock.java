package io.github.shardmill.index.store;

import java.io.IOException;

/** A lease that this process renews until it gives it back or leaves it to others. */
final class LeaseRunLock implements RunLock {
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

  @Override
  public void close() throws IOException {
    renewal.close();
    lease.release();
  }
}
