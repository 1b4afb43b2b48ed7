package io.github.shardmill.cli.progress;

import io.github.shardmill.pipeline.BuildProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows snapshots of a build while it runs.
 *
 * <p>Polls every {@value #POLL_MILLIS} ms from one daemon thread, which has ended when {@link
 * #close} returns; the line of a bar is erased then. The caller may not print to the same writer
 * between start and close.
 */
public final class ProgressDisplay implements AutoCloseable {
  static final int POLL_MILLIS = 500;
  private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
  static final String ERASE_LINE = "\r\u001b[K";

  private final Supplier<BuildProgress> source;
  private final ProgressMode mode;
  private final PrintWriter err;
  private final int columns;
  private final RateWindow rates = new RateWindow();
  private final ScheduledExecutorService poller;
  private Duration nextLine = LINE_INTERVAL;
  private boolean drawn;

  /** Ends by itself if showing fails: progress is no reason to stop a run. */
  private Future<?> polling = CompletableFuture.completedFuture(null);

  private ProgressDisplay(
      Supplier<BuildProgress> source, ProgressMode mode, PrintWriter err, int columns) {
    this.source = source;
    this.mode = mode;
    this.err = err;
    this.columns = columns;
    this.poller =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "shardmill-progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Begins to show.
   *
   * @param source called from the display's thread
   * @param mode not {@link ProgressMode#AUTO}
   * @param err where to; the display flushes
   * @param columns the most characters of a bar's line
   */
  public static ProgressDisplay start(
      Supplier<BuildProgress> source, ProgressMode mode, PrintWriter err, int columns) {
    ProgressDisplay display = new ProgressDisplay(source, mode, err, columns);
    if (mode != ProgressMode.NONE) {
      display.polling =
          display.poller.scheduleAtFixedRate(
              display::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }
    return display;
  }

  static ProgressDisplay unpolled(ProgressMode mode, PrintWriter err, int columns) {
    return new ProgressDisplay(() -> null, mode, err, columns);
  }

  private void poll() {
    show(source.get());
  }

  /** Shows one snapshot if it is time to. */
  void show(BuildProgress progress) {
    rates.add(progress);
    if (mode == ProgressMode.BAR) {
      err.print(ERASE_LINE + ProgressText.bar(progress, rates, columns));
      err.flush();
      drawn = true;
    } else if (progress.elapsed().compareTo(nextLine) >= 0) {
      nextLine = progress.elapsed().plus(LINE_INTERVAL);
      err.println("shardmill: " + ProgressText.line(progress, rates));
      err.flush();
    }
  }

  /** Ends the thread and erases the bar. Does nothing the second time. */
  @Override
  public void close() {
    polling.cancel(true);
    poller.shutdownNow();
    try {
      poller.awaitTermination(2 * POLL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (drawn) {
      err.print(ERASE_LINE);
      err.flush();
      drawn = false;
    }
  }
}
