package io.github.shardmill.pipeline.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files and bytes per second over a run, from counters of single seconds. A second without a
 * counter is a second in which no file ended. Runs longer than {@value #MAX_POINTS} seconds are
 * coalesced into equal intervals; sums are kept exactly, whatever the interval.
 *
 * @param intervalSeconds length of an interval, 1 or more
 * @param points one per interval without gaps, at most {@value #MAX_POINTS}; empty when nothing was
 *     recorded
 * @param files files that ended, over all points
 * @param bytes bytes of those files
 */
record Throughput(long intervalSeconds, List<Point> points, long files, long bytes) {
  /** The most points that a plot gets. */
  static final int MAX_POINTS = 300;

  /** The last second of the year 9999: what lies outside is no moment of a run. */
  private static final long MAX_SECOND = 253_402_300_799L;

  /** Interval lengths that are easy to read on an axis, up to a day. */
  private static final long[] EASY_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400
  };

  Throughput {
    points = List.copyOf(points);
  }

  /**
   * One interval.
   *
   * @param second its start, in seconds since the plot's beginning
   * @param files files that ended in it
   * @param bytes bytes of those files
   * @param seconds how much of the interval lies inside the run; the last one is often cut short
   */
  record Point(long second, long files, long bytes, long seconds) {
    double filesPerSecond() {
      return (double) files / seconds;
    }

    double bytesPerSecond() {
      return (double) bytes / seconds;
    }
  }

  /** Returns the throughput that a record holds, from the run's start to its end where stated. */
  static Throughput of(RunRecord run) {
    NavigableMap<Long, Map<String, Long>> bySecond = new TreeMap<>();
    run.counters("throughput")
        .forEach((second, measures) -> second(second).ifPresent(s -> bySecond.put(s, measures)));
    if (bySecond.isEmpty()) {
      return new Throughput(1, List.of(), 0, 0);
    }
    long first = Math.min(bySecond.firstKey(), second(run, "started", bySecond.firstKey()));
    long last = Math.max(bySecond.lastKey(), second(run, "finished", bySecond.lastKey()));
    return coalesce(bySecond, first, last);
  }

  double peakFilesPerSecond() {
    return points.stream().mapToDouble(Point::filesPerSecond).max().orElse(0);
  }

  double peakBytesPerSecond() {
    return points.stream().mapToDouble(Point::bytesPerSecond).max().orElse(0);
  }

  private static Throughput coalesce(
      NavigableMap<Long, Map<String, Long>> bySecond, long first, long last) {
    long interval = interval(last - first + 1);
    List<Point> points = new ArrayList<>();
    long allFiles = 0;
    long allBytes = 0;
    for (long start = first; start <= last; start += interval) {
      long end = Math.min(start + interval, last + 1);
      long files = 0;
      long bytes = 0;
      for (Map<String, Long> measures : bySecond.subMap(start, end).values()) {
        files += measures.getOrDefault("files", 0L);
        bytes += measures.getOrDefault("bytes", 0L);
      }
      points.add(new Point(start - first, files, bytes, end - start));
      allFiles += files;
      allBytes += bytes;
    }
    return new Throughput(interval, points, allFiles, allBytes);
  }

  private static long interval(long seconds) {
    long shortest = (seconds + MAX_POINTS - 1) / MAX_POINTS;
    for (long easy : EASY_SECONDS) {
      if (easy >= shortest) {
        return easy;
      }
    }
    return shortest;
  }

  private static long second(RunRecord run, String field, long otherwise) {
    return run.moment(field)
        .map(Instant::getEpochSecond)
        .filter(Throughput::isMoment)
        .orElse(otherwise);
  }

  private static Optional<Long> second(String text) {
    try {
      return Optional.of(Long.parseLong(text)).filter(Throughput::isMoment);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isMoment(long second) {
    return second >= 0 && second <= MAX_SECOND;
  }
}
