package io.github.shardmill.pipeline;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.beam.runners.flink.FlinkDetachedRunnerResult;
import org.apache.beam.sdk.PipelineResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.client.JobExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A job of Flink that was submitted, to a cluster or in this process.
 *
 * <p>Beam's result of a submitted job tells its state, but not what failed. Flink's client, which
 * it wraps, does, with the exceptions that the steps threw.
 */
final class FlinkPipeline implements RunningPipeline {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkPipeline.class);

  private final JobClient client;
  private final CompletableFuture<?> ended;

  private FlinkPipeline(JobClient client) {
    this.client = client;
    this.ended = client.getJobExecutionResult();
  }

  /** Follows a job that Beam submitted without waiting for it. */
  static FlinkPipeline of(PipelineResult result) {
    return new FlinkPipeline(client(result));
  }

  private static JobClient client(PipelineResult result) {
    try {
      MethodHandle getter =
          MethodHandles.privateLookupIn(FlinkDetachedRunnerResult.class, MethodHandles.lookup())
              .findGetter(FlinkDetachedRunnerResult.class, "jobClient", JobClient.class);
      return (JobClient) getter.invoke((FlinkDetachedRunnerResult) result);
    } catch (Throwable otherVersion) {
      throw new IllegalStateException(
          "Beam's runner for Flink is not of the version that this program was made with",
          otherVersion);
    }
  }

  @Override
  public Optional<End> await(Duration patience) throws InterruptedException {
    try {
      ended.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.of(End.DONE);
    } catch (TimeoutException notYet) {
      return Optional.empty();
    } catch (ExecutionException e) {
      return Optional.of(End.of(kind(e), e));
    }
  }

  private static Kind kind(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof JobCancellationException) {
        return Kind.CANCELLED;
      }
      if (cause instanceof JobExecutionException) {
        return Kind.FAILED;
      }
    }
    return Kind.LOST;
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // what it comes to is logged
  public void cancel() {
    if (ended.isDone()) {
      return;
    }
    try {
      client
          .cancel()
          .whenComplete(
              (cancelled, failure) -> {
                if (failure != null && !ended.isDone()) {
                  LOG.warn("Flink did not take the order to cancel job {}", id(), failure);
                }
              });
    } catch (RuntimeException endedMeanwhile) {
      LOG.debug("job {} cannot be cancelled", id(), endedMeanwhile);
    }
  }

  @Override
  public String place() {
    return "Flink job " + id();
  }

  private String id() {
    return client.getJobID().toHexString();
  }
}
