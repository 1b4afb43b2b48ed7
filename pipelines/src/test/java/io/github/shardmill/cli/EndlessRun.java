package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.RunSummary;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** Ends when it is cancelled, and not before. */
final class EndlessRun implements BuildRun {
  private final RunSummary summary;
  private final CountDownLatch cancelled = new CountDownLatch(1);

  EndlessRun(RunSummary summary) {
    this.summary = summary;
  }

  @Override
  public String notice() {
    return "";
  }

  @Override
  public BuildProgress progress() {
    return new BuildProgress(
        BuildProgress.Stage.EXTRACTING, 1, 10, false, 0, 1, 1, 0, Duration.ofSeconds(1));
  }

  @Override
  public RunSummary await() throws InterruptedException {
    cancelled.await();
    return summary;
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }
}
