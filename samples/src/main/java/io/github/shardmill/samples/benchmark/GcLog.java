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
 * collections into a directory. The most that was in use when one began is the peak, and the most
 * that was left when one had ended bounds what the program held on to.
 */
final class GcLog {
  /** As in {@code Pause Young (Allocation Failure) 64M->12M(245M) 5.2ms}. */
  private static final Pattern HEAP = Pattern.compile(" (\\d+)([KMG])->(\\d+)([KMG])\\(");

  private GcLog() {}

  /** Returns the flag that makes a JVM log into the directory. */
  static String flag(Path directory) {
    return "-Xlog:gc:file=" + directory + "/gc-%p.log";
  }

  /**
   * The heap of a JVM.
   *
   * @param peakBytes most in use when a collection began; 0 without any
   * @param keptBytes most still in use when one had ended; 0 without any
   */
  record Heap(long peakBytes, long keptBytes) {
    static final Heap UNKNOWN = new Heap(0, 0);

    private Heap highest(Heap other) {
      return new Heap(Math.max(peakBytes, other.peakBytes), Math.max(keptBytes, other.keptBytes));
    }
  }

  /** Returns the highest figures of all JVMs that logged into the directory. */
  static Heap heap(Path directory) throws IOException {
    return heap(directory, "*");
  }

  /** Returns the figures of the JVM with this process number; {@code *} stands for all. */
  static Heap heap(Path directory, String pid) throws IOException {
    Heap highest = Heap.UNKNOWN;
    try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory, "gc-" + pid + ".log")) {
      for (Path log : logs) {
        try (Stream<String> lines = Files.lines(log)) {
          highest = highest.highest(lines.map(GcLog::heapOf).reduce(Heap.UNKNOWN, Heap::highest));
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return highest;
  }

  private static Heap heapOf(String line) {
    Matcher heap = HEAP.matcher(line);
    return heap.find()
        ? new Heap(
            Long.parseLong(heap.group(1)) << shift(heap.group(2)),
            Long.parseLong(heap.group(3)) << shift(heap.group(4)))
        : Heap.UNKNOWN;
  }

  private static int shift(String unit) {
    return switch (unit) {
      case "K" -> 10;
      case "M" -> 20;
      default -> 30;
    };
  }
}
