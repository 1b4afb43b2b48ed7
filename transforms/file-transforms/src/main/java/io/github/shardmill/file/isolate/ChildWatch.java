package io.github.shardmill.file.isolate;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Watches one request of a child, and kills the child when its time is over or when it stalls. One
 * thread of this process watches all of them; nearly all requests end before it looks.
 */
final class ChildWatch implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor WATCHER = watcher();

  /** A JVM that waits uses less of a processor than this part. */
  private static final int LEAST_PART_OF_A_PROCESSOR = 100;

  private final ProcessHandle process;
  private final ChildLimits limits;
  private volatile long startedNanos = System.nanoTime();
  private ScheduledFuture<?> next;
  private Duration cpuBefore;
  private long bytesBefore;
  private Set<Long> familyBefore = Set.of();
  private long lookedNanos;
  private String verdict = "";

  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean waitsForParent;

  private ChildWatch(ProcessHandle process, ChildLimits limits) {
    this.process = process;
    this.limits = limits;
  }

  private static ScheduledThreadPoolExecutor watcher() {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "watch-children");
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }

  /** Begins to watch. */
  static ChildWatch start(ProcessHandle process, ChildLimits limits) {
    ChildWatch watch = new ChildWatch(process, limits);
    watch.schedule();
    return watch;
  }

  /** Kills a process and whatever it has started. */
  static void kill(ProcessHandle process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Says that the child took some bytes of its request. */
  void took(int count) {
    bytes.addAndGet(count);
  }

  /** Says that a part of the request is done: the time limit begins anew. */
  void finishedPart() {
    startedNanos = System.nanoTime();
  }

  /** Says whether the child can do nothing, because the parent has yet to read what comes next. */
  void waitsForParent(boolean waits) {
    waitsForParent = waits;
  }

  /** Ends the watch; afterwards nothing is killed. */
  @Override
  public synchronized void close() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  /** Returns why the child was killed, one line; empty where it was not, by this watch. */
  synchronized String verdict() {
    return verdict;
  }

  private synchronized void schedule() {
    long delay = Math.min(limits.stallMillis(), remainingMillis());
    next = WATCHER.schedule(this::look, Math.max(0, delay) + 1, TimeUnit.MILLISECONDS);
  }

  private long remainingMillis() {
    return limits.millis() - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
  }

  private synchronized void look() {
    if (next == null) {
      return;
    }
    if (remainingMillis() <= 0) {
      verdict = "took longer than " + limits.millis() + " ms";
    } else {
      lookWhetherItStalls();
    }
    if (verdict.isEmpty()) {
      schedule();
    } else {
      next = null;
      kill(process);
    }
  }

  private void lookWhetherItStalls() {
    Set<Long> family = new TreeSet<>();
    Optional<Duration> cpu = cpuOfFamily(family);
    if (cpu.isEmpty()) {
      return; // a system that does not tell: the time limit stays
    }
    long sinceMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - lookedNanos);
    boolean isWatched = cpuBefore != null && sinceMillis >= limits.stallMillis();
    boolean isSame = bytes.get() == bytesBefore && family.equals(familyBefore);
    if (isWatched && isSame && !waitsForParent) {
      long usedMillis = cpu.get().minus(cpuBefore).toMillis();
      if (usedMillis * LEAST_PART_OF_A_PROCESSOR < limits.stallMillis()) {
        verdict =
            "did nothing for " + sinceMillis + " ms (" + usedMillis + " ms of processor time)";
      }
    }
    cpuBefore = cpu.get();
    bytesBefore = bytes.get();
    familyBefore = family;
    lookedNanos = System.nanoTime();
  }

  /**
   * Returns the time that the child and the programs that it runs have used: it may wait for one of
   * them.
   *
   * @param family takes the processes that there are; another one is a sign of life
   */
  private Optional<Duration> cpuOfFamily(Set<Long> family) {
    Optional<Duration> own = process.info().totalCpuDuration();
    List<ProcessHandle> programs = process.descendants().toList();
    Duration all = own.orElse(Duration.ZERO);
    for (ProcessHandle program : programs) {
      family.add(program.pid());
      all = all.plus(program.info().totalCpuDuration().orElse(Duration.ZERO));
    }
    return own.isEmpty() ? own : Optional.of(all);
  }
}
