package io.github.shardmill.cli;

import io.github.shardmill.pipeline.BuildRun;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stops a run when the process is asked to end (Ctrl-C, SIGTERM): cancels it and holds the process
 * up until this is closed, at most {@value #MAX_WAIT_SECONDS} s, so that the run can clean up. A
 * run that takes longer is cut off: nothing is published then either, and the next run removes what
 * is left.
 *
 * <p>Close it after everything that must still happen, the last message included: the process may
 * end at once then.
 */
final class CancelOnSignal implements AutoCloseable {
  private static final int MAX_WAIT_SECONDS = 6;

  private final BuildRun run;
  private final Terminal terminal;
  private final Duration patience;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook;

  private CancelOnSignal(BuildRun run, Terminal terminal, Duration patience) {
    this.run = run;
    this.terminal = terminal;
    this.patience = patience;
    this.hook = new Thread(this::cancelAndWait, "shardmill-cancel");
  }

  /** Begins to listen. */
  static CancelOnSignal install(BuildRun run, Terminal terminal) {
    CancelOnSignal cancel = new CancelOnSignal(run, terminal, Duration.ofSeconds(MAX_WAIT_SECONDS));
    Runtime.getRuntime().addShutdownHook(cancel.hook);
    return cancel;
  }

  static CancelOnSignal uninstalled(BuildRun run, Terminal terminal, Duration patience) {
    return new CancelOnSignal(run, terminal, patience);
  }

  /** What happens when the process is asked to end. */
  void cancelAndWait() {
    terminal.message("stopping; nothing will be published");
    try {
      run.cancel();
      if (!closed.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        terminal.message(
            "the run did not stop in "
                + patience.toSeconds()
                + " s and is cut off; the next run removes what it left");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops listening and lets a process that is ending end. */
  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      // The hook is running: it is what the latch is for.
    }
  }
}
