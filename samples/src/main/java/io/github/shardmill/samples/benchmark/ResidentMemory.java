package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Reads the high-water mark of resident memory that Linux keeps for each process. */
final class ResidentMemory {
  private ResidentMemory() {}

  /**
   * Returns the most bytes that a process had resident so far; 0 where the system does not tell,
   * and for a process that is gone by the time it is looked at.
   */
  static long peakBytes(long pid) {
    Path status = Path.of("/proc", Long.toString(pid), "status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}
