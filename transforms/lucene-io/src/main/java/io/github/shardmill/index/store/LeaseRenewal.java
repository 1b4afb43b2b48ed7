package io.github.shardmill.index.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renews a lease from time to time, on a thread of its own, as long as it is open: steps may be
 * busy with one file for longer than a lease lasts.
 */
public final class LeaseRenewal implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseRenewal.class);
  private static final int RENEWALS_PER_LEASE = 5;

  private final RunLease lease;
  private final ScheduledExecutorService thread;

  private LeaseRenewal(RunLease lease) {
    this.lease = lease;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread renewing = new Thread(task, "shardmill-lease");
              renewing.setDaemon(true);
              return renewing;
            });
  }

  /** Begins to renew a lease that somebody took. */
  @SuppressWarnings("FutureReturnValueIgnored") // what is run catches all that it throws
  public static LeaseRenewal begin(RunLease lease) {
    LeaseRenewal renewal = new LeaseRenewal(lease);
    long pauseMillis = RunLease.LENGTH.toMillis() / RENEWALS_PER_LEASE;
    renewal.thread.scheduleWithFixedDelay(
        renewal::renew, pauseMillis, pauseMillis, TimeUnit.MILLISECONDS);
    return renewal;
  }

  private void renew() {
    try {
      lease.renew();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the lease of the index could not be renewed and is tried again soon", e);
    }
  }

  /** Renews no more. The lease stays until it runs out or is given back. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
