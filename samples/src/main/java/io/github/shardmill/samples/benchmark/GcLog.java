package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds out the peak heap of JVMs that know nothing of being measured: each is told to log its
 * collections into a directory, and the most that was in use when one began is the peak.
 */
final class GcLog {
  /** As in {@code Pause Young (Allocation Failure) 64M->12M(245M) 5.2ms}. */
  private static final Pattern HEAP = Pattern.compile(" (\\d+)([KMG])->\\d+[KMG]\\(");

  private GcLog() {}

  /** Returns the flag that makes a JVM log into the directory. */
  static String flag(Path directory) {
    return "-Xlog:gc:file=" + directory + "/gc-%p.log";
  }

  /** Returns the highest peak of all JVMs that logged into the directory, 0 without any. */
  static long peakHeapBytes(Path directory) throws IOException {
    long peak = 0;
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "gc-*.log")) {
      for (Path log : logs) {
        try (Stream<String> lines = Files.lines(log)) {
          peak = Math.max(peak, lines.mapToLong(GcLog::usedBytes).max().orElse(0));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return peak;
  }

  private static long usedBytes(String line) {
    Matcher heap = HEAP.matcher(line);
    return heap.find() ? Long.parseLong(heap.group(1)) << shift(heap.group(2)) : 0;
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "K" -> 10;
      case "M" -> 20;
      default -> 30;
    };
  }
}
