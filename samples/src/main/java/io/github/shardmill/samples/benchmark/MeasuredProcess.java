package io.github.shardmill.samples.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Runs a command to its end and measures it from outside.
 *
 * <p>CPU time is what bash's {@code time} tells: the kernel's account of the command and all
 * children it waited for, a launcher's shell and JVM alike. Resident memory is the high-water mark
 * that Linux keeps per process, looked at while it runs. Heap comes from the JVMs' own logs. JVM
 * flags travel in the environment: all of them for {@code java} itself, and for Shardmill's
 * launcher, whose own flags win over these, what is to be added to its own.
 */
final class MeasuredProcess {
  private static final long POLL_MILLIS = 20;
  private static final String TIMED =
      "TIMEFORMAT='%3U %3S'; out=$1; shift; { time \"$@\" >&4 2>&5; } 4>&1 5>&2 2>\"$out\"";

  private final Path work;
  private final JvmFlags jvmFlags;

  /**
   * Keeps its files in a directory of its own, which must be empty.
   *
   * @param work without white space in its path, at which the launcher takes flags apart
   */
  MeasuredProcess(Path work, JvmFlags jvmFlags) {
    this.work = work;
    this.jvmFlags = jvmFlags;
  }

  /** Runs the command. What it prints ends up in {@link #output}. */
  Measurement run(List<String> command, Path index) throws IOException, InterruptedException {
    Path times = work.resolve("times");
    List<String> timed = new ArrayList<>(List.of("bash", "-c", TIMED, "bash", times.toString()));
    timed.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(timed);
    JvmFlags logging = jvmFlags.plus(GcLog.flag(work));
    builder.environment().put(JvmFlags.JAVA_VARIABLE, String.join(" ", logging.all()));
    builder.environment().put(JvmFlags.LAUNCHER_VARIABLE, String.join(" ", logging.more()));
    builder.redirectErrorStream(true).redirectOutput(output().toFile());
    long start = System.nanoTime();
    Process process = builder.start();
    process.getOutputStream().close();
    long peakResidentBytes = 0;
    try {
      while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
        peakResidentBytes = Math.max(peakResidentBytes, residentBytes(process));
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroy);
      process.destroy();
    }
    double wallSeconds = (System.nanoTime() - start) / 1e9;
    if (process.exitValue() != 0) {
      throw new BenchmarkException(
          String.format(
              Locale.ROOT,
              "exit code %d of %s%n%s",
              process.exitValue(),
              String.join(" ", command),
              lastOutput()));
    }
    return new Measurement(
        wallSeconds,
        cpuSeconds(times),
        GcLog.heap(work),
        peakResidentBytes,
        IndexFacts.read(index),
        List.of());
  }

  /** Returns the file that holds what the command printed. */
  Path output() {
    return work.resolve("output.txt");
  }

  private String lastOutput() throws IOException {
    String text = new String(Files.readAllBytes(output()), StandardCharsets.UTF_8);
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
  }

  private static double cpuSeconds(Path times) throws IOException {
    return Stream.of(Files.readString(times).strip().split(" "))
        .mapToDouble(Double::parseDouble)
        .sum();
  }

  private static long residentBytes(Process process) {
    return process
        .descendants()
        .mapToLong(child -> ResidentMemory.peakBytes(child.pid()))
        .max()
        .orElse(0);
  }
}
