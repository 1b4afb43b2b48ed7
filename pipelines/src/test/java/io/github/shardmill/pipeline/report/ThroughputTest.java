package io.github.shardmill.pipeline.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.shardmill.pipeline.report.Throughput.Point;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThroughputTest {
  private static final long START = 1_795_179_600L;

  @Test
  void secondsWithoutFilesAreZeroAndNotLeftOut() {
    Throughput throughput = throughput(Map.of(0L, 5L, 3L, 7L));

    assertThat(
        throughput.points(),
        contains(
            new Point(0, 5, 500, 1),
            new Point(1, 0, 0, 1),
            new Point(2, 0, 0, 1),
            new Point(3, 7, 700, 1)));
    assertThat(throughput.files(), is(12L));
    assertThat(throughput.bytes(), is(1200L));
  }

  @ParameterizedTest
  @CsvSource({"300, 1", "301, 2", "1500, 5", "1501, 10", "86400, 300", "25920001, 86401"})
  void longRunsAreCoalescedAndNothingIsLost(long seconds, long intervalSeconds) {
    Map<Long, Long> files = new HashMap<>();
    for (long second = 0; second < seconds; second += Math.max(1, seconds / 1000)) {
      files.put(second, 3L);
    }
    files.put(seconds - 1, 3L);

    Throughput throughput = throughput(files);

    assertThat(throughput.intervalSeconds(), is(intervalSeconds));
    assertThat(throughput.points().size(), lessThanOrEqualTo(Throughput.MAX_POINTS));
    assertThat(throughput.files(), is(3L * files.size()));
    assertThat(throughput.points().stream().mapToLong(Point::files).sum(), is(3L * files.size()));
    assertThat(throughput.points().stream().mapToLong(Point::seconds).sum(), is(seconds));
  }

  @Test
  void anIntervalCutShortHasTheRateOfItsOwnSeconds() {
    Map<Long, Long> files = new HashMap<>();
    for (long second = 0; second < 301; second++) {
      files.put(second, 10L);
    }

    Throughput throughput = throughput(files);

    assertThat(throughput.points().get(150), is(new Point(300, 10, 1000, 1)));
    assertThat(throughput.points().get(150).filesPerSecond(), closeTo(10, 1e-9));
    assertThat(throughput.peakFilesPerSecond(), closeTo(10, 1e-9));
    assertThat(throughput.peakBytesPerSecond(), closeTo(1000, 1e-9));
  }

  @Test
  void thePlotSpansTheWholeRun() {
    ObjectNode run = RunJson.JSON.createObjectNode();
    run.put("started", "2026-11-20T13:00:00.900Z").put("finished", "2026-11-20T13:00:09Z");
    run.putObject("counts").put("throughput." + (START + 4) + ".files", 8);

    Throughput throughput = Throughput.of(RunRecord.parse(run.toString()));

    assertThat(throughput.points(), hasSize(10));
    assertThat(throughput.points().get(4).files(), is(8L));
  }

  @Test
  void noCounterGivesNoPoint() {
    assertThat(throughput(Map.of()).points(), empty());
    assertThat(throughput(Map.of()).peakFilesPerSecond(), is(0.0));
  }

  @Test
  void whatIsNoSecondIsLeftOut() {
    RunRecord run =
        RunJson.withCounts(
            Map.of(
                "throughput.yesterday.files",
                1L,
                "throughput.-7.files",
                1L,
                "throughput.9223372036854775807.files",
                1L,
                "throughput." + START + ".files",
                4L));

    assertThat(Throughput.of(run).points(), contains(new Point(0, 4, 0, 1)));
  }

  /** Files by second since the start; a file has 100 bytes. */
  private static Throughput throughput(Map<Long, Long> filesBySecond) {
    Map<String, Long> counts = new HashMap<>();
    filesBySecond.forEach(
        (second, files) -> {
          counts.put("throughput." + (START + second) + ".files", files);
          counts.put("throughput." + (START + second) + ".bytes", files * 100);
        });
    return Throughput.of(RunJson.withCounts(counts));
  }
}
