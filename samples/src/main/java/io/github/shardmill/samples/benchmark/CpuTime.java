package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * User and system time of a process and of all that it started: those that live, and, on Linux,
 * those that have ended (proc(5), {@code cutime} and {@code cstime} of {@code /proc/PID/stat}).
 */
final class CpuTime {
  /** Linux counts so for programs, whatever its own clock does. */
  private static final double TICKS_A_SECOND = 100;

  /** Behind the name of the program, which may hold anything, a bracket included. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  private CpuTime() {}

  /** Returns the time so far, in seconds; empty where the process is gone or is not told of. */
  static OptionalDouble seconds(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(own -> OptionalDouble.of(own.toMillis() / 1e3 + ended(pid) + living(pid)))
        .orElse(OptionalDouble.empty());
  }

  private static double living(long pid) {
    try (Stream<ProcessHandle> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children)) {
      return children.mapToDouble(child -> seconds(child.pid()).orElse(0)).sum();
    }
  }

  private static double ended(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]))
          / TICKS_A_SECOND;
    } catch (IOException notLinuxOrGone) {
      return 0;
    }
  }
}
