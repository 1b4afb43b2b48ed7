package io.github.shardmill.cli.progress;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.github.shardmill.pipeline.BuildProgress;
import io.github.shardmill.pipeline.BuildProgress.Stage;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressDisplayTest {
  private final StringWriter err = new StringWriter();

  private ProgressDisplay display(ProgressMode mode, int columns) {
    return ProgressDisplay.unpolled(mode, new PrintWriter(err), columns);
  }

  private static BuildProgress at(Stage stage, long done, long found, boolean all, int seconds) {
    return new BuildProgress(
        stage, done, found, all, 0, done, done * 10_000, done / 100, Duration.ofSeconds(seconds));
  }

  private static BuildProgress at(long done, long found, boolean all, int seconds) {
    return at(Stage.EXTRACTING, done, found, all, seconds);
  }

  @Test
  void aLineComesEveryTenSeconds() {
    ProgressDisplay display = display(ProgressMode.LINES, 80);
    display.show(at(100, 1_000, false, 5));
    display.show(at(200, 2_000, true, 10));
    display.show(at(300, 2_000, true, 15));
    display.show(at(400, 2_000, true, 20));

    assertThat(
        err.toString(),
        is(
            """
            shardmill: extracting: 200 of 2,000 files (10 %), 20 documents/s, 200.0 kB/s, 2 failed, ETA 1 min 30 s
            shardmill: extracting: 400 of 2,000 files (20 %), 20 documents/s, 200.0 kB/s, 4 failed, ETA 1 min 20 s
            """));
  }

  @Test
  void anOpenTotalHasNoPercentAndNoEnd() {
    display(ProgressMode.LINES, 80).show(at(50, 1_000, false, 10));

    assertThat(
        err.toString(),
        is(
            "shardmill: extracting: 50 of 1,000+ files, 5.0 documents/s, 50.0 kB/s, 10.0 s so far\n"));
  }

  @Test
  void itemsOfALargeContainerMoveWhileNoFileIsDone() {
    display(ProgressMode.LINES, 80)
        .show(
            new BuildProgress(
                Stage.EXTRACTING, 0, 1, true, 5_000, 5_000, 0, 0, Duration.ofSeconds(10)));

    assertThat(
        err.toString(),
        is(
            "shardmill: extracting: 0 of 1 files (0 %), 5,000 items, 500 documents/s, 10.0 s so"
                + " far\n"));
  }

  @ParameterizedTest
  @EnumSource(Stage.class)
  void nothingIsEverDoneBeforeTheVerdict(Stage stage) {
    display(ProgressMode.LINES, 80).show(at(stage, 1_000, 1_000, true, 10));
    display(ProgressMode.BAR, 120).show(at(stage, 1_000, 1_000, true, 10));

    assertThat(err.toString(), not(containsString("100 %")));
  }

  @Test
  void ratesTellWhatHappensNow() {
    ProgressDisplay display = display(ProgressMode.LINES, 80);
    for (int second = 1; second <= 30; second++) {
      display.show(at(1_000, 5_000, false, second));
    }

    assertThat(err.toString().lines().toList().get(2), containsString(" 0.0 documents/s"));
  }

  @Test
  void aBarIsRedrawnInPlaceAndErased() {
    ProgressDisplay display = display(ProgressMode.BAR, 100);
    display.show(at(500, 1_000, true, 10));
    String drawn = err.toString();
    display.close();

    assertThat(drawn, startsWith("\r\u001b[Kextracting 50 % ██"));
    assertThat(drawn, containsString("░ 500 of 1,000 files  50 documents/s"));
    assertThat(err.toString(), endsWith("\r\u001b[K"));
    assertThat(err.toString(), not(containsString("\n")));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 100, 200})
  void aBarNeverWraps(int columns) {
    display(ProgressMode.BAR, columns).show(at(123_456_789, 999_999_999, true, 10));

    assertThat(err.toString().replace("\r\u001b[K", "").length(), is(lessThan(columns)));
  }

  @Test
  @Timeout(60)
  void thePollerLooksAndEndsWithTheDisplay() throws Exception {
    CountDownLatch looked = new CountDownLatch(2);
    Thread[] poller = new Thread[1];
    ProgressDisplay display =
        ProgressDisplay.start(
            () -> {
              poller[0] = Thread.currentThread();
              looked.countDown();
              return at(1, 2, true, 1);
            },
            ProgressMode.LINES,
            new PrintWriter(err),
            80);
    looked.await();
    display.close();
    poller[0].join();

    assertThat(poller[0].isAlive(), is(false));
  }

  @Test
  void autoIsABarOnATerminalOnly() {
    assertThat(ProgressMode.AUTO.resolve(true), is(ProgressMode.BAR));
    assertThat(ProgressMode.AUTO.resolve(false), is(ProgressMode.LINES));
    assertThat(ProgressMode.NONE.resolve(true), is(ProgressMode.NONE));
  }
}
