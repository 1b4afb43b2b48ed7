package io.github.shardmill.index.store;

import io.github.shardmill.remote.Locations;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * The right to write to an index, held by one run at a time.
 *
 * <p>A run that lives and dies with this process, over an index on this machine, holds the lock on
 * a file, which the operating system gives back however the process ends: a killed run never blocks
 * the next. A run whose steps are in other processes, or whose index is on another machine, holds a
 * {@link RunLease}, which they renew and which runs out. Who takes the one respects the other.
 */
public interface RunLock extends Closeable {
  /**
   * Takes the right for a run whose steps are in this process.
   *
   * @throws IndexLockedException if another run holds it; the message says which
   */
  static RunLock acquire(IndexLayout layout, String runId) throws IOException {
    if (Locations.isRemote(layout.index())) {
      return acquireForCluster(layout, runId);
    }
    FileRunLock lock = FileRunLock.acquire(layout, runId);
    try {
      RunLease.requireFree(layout, runId);
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Takes the right for a run whose steps are in other processes. Who asks with the id of the run
   * that holds it gets it as well: a run that is submitted again goes on.
   *
   * @throws IndexLockedException if another run holds it; the message says which
   */
  static RunLock acquireForCluster(IndexLayout layout, String runId) throws IOException {
    RunLock atFirst =
        Locations.isRemote(layout.index()) ? null : FileRunLock.acquire(layout, runId);
    try (atFirst) {
      return LeaseRunLock.acquire(layout, runId);
    }
  }

  /** Returns the id of the run that holds the right; empty if none does. Changes nothing. */
  static Optional<String> holder(IndexLayout layout) throws IOException {
    Optional<String> leasing = RunLease.holder(layout);
    return leasing.isPresent() || Locations.isRemote(layout.index())
        ? leasing
        : FileRunLock.holder(layout);
  }

  /**
   * Leaves the right to the steps of the run, which go on in other processes and give it back at
   * their end.
   */
  void handOver() throws IOException;

  /** Gives the right back. */
  @Override
  void close() throws IOException;
}
