package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildRun;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Cancels a run that has not ended when its time is over. A commit that began before is not
 * stopped. Close it when the run has ended.
 */
final class Deadline implements AutoCloseable {
  private final BuildRun run;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean isOver;

  private Deadline(BuildRun run) {
    this.run = run;
  }

  /** Begins to wait, if there is a time to wait for. */
  static Deadline start(BuildRun run, Optional<Duration> time) {
    Deadline deadline = new Deadline(run);
    time.ifPresent(
        duration -> {
          Thread clock = new Thread(() -> deadline.await(duration), "shardmill-deadline");
          clock.setDaemon(true);
          clock.start();
        });
    return deadline;
  }

  private void await(Duration time) {
    try {
      if (!ended.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        isOver = true;
        run.cancel();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns whether the run was cancelled for want of time. */
  boolean isOver() {
    return isOver;
  }

  @Override
  public void close() {
    ended.countDown();
  }
}
