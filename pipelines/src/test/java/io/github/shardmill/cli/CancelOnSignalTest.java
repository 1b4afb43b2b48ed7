package io.github.shardmill.cli;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildRun;
import io.github.shardmill.pipeline.RunSummary;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CancelOnSignalTest {
  private final StringWriter err = new StringWriter();
  private final Terminal terminal =
      new Terminal(
          new PrintWriter(PrintWriter.nullWriter()), new PrintWriter(err), false, false, 80);
  private final CountDownLatch cancelled = new CountDownLatch(1);

  @Test
  void aSignalCancelsAndWaitsForTheClose() throws Exception {
    CancelOnSignal cancel =
        CancelOnSignal.uninstalled(new StubbornRun(), terminal, Duration.ofSeconds(50));
    Thread signal = new Thread(cancel::cancelAndWait);
    signal.start();
    cancelled.await();
    cancel.close();
    signal.join();

    assertThat(err.toString(), is("shardmill: stopping; nothing will be published\n"));
  }

  @Test
  void aRunThatDoesNotStopIsCutOff() {
    CancelOnSignal.uninstalled(new StubbornRun(), terminal, Duration.ofMillis(1)).cancelAndWait();

    assertThat(cancelled.getCount(), is(0L));
    assertThat(err.toString(), containsString("is cut off; the next run removes what it left"));
  }

  @Test
  void withoutASignalNothingIsCancelled() {
    CancelOnSignal.install(new StubbornRun(), terminal).close();

    assertThat(cancelled.getCount(), is(not(0L)));
  }

  private final class StubbornRun implements BuildRun {
    @Override
    public String notice() {
      return "";
    }

    @Override
    public BuildProgress progress() {
      throw new AssertionError("nobody looks");
    }

    @Override
    public RunSummary await() {
      throw new AssertionError("nobody waits");
    }

    @Override
    public void cancel() {
      cancelled.countDown();
    }
  }
}
