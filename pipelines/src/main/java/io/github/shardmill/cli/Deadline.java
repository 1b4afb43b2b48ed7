package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a run that has not ended when its time is over. A commit that began before is not
 * stopped. Close it when the run has ended.
 */
final class Deadline implements AutoCloseable {
  private final ScheduledExecutorService clock;
  private volatile boolean isOver;

  private Deadline(ScheduledExecutorService clock) {
    this.clock = clock;
  }

  /** Begins to wait, if there is a time to wait for. */
  static Deadline start(BuildRun run, Optional<Duration> time) {
    Deadline deadline =
        new Deadline(
            new ScheduledThreadPoolExecutor(
                1,
                task -> {
                  Thread thread = new Thread(task, "shardmill-deadline");
                  thread.setDaemon(true);
                  return thread;
                }));
    time.ifPresent(
        duration ->
            deadline.clock.schedule(
                () -> deadline.expire(run), duration.toMillis(), TimeUnit.MILLISECONDS));
    return deadline;
  }

  private void expire(BuildRun run) {
    isOver = true;
    run.cancel();
  }

  /** Returns whether the run was cancelled for want of time. */
  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
