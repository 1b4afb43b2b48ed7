package io.github.shardmill.file.discover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.function.LongSupplier;

/**
 * Lists directories and examines their entries; with several threads, and ahead of need, when the
 * file system is slow.
 *
 * <p>On a fast file system handing work to another thread costs more than doing it, and extraction
 * has better use for the cores. So a scan begins with the caller's thread, measures, and brings in
 * others once an entry takes longer than {@link Pace#slowNanosPerEntry}: from then on the entries
 * of a large directory are examined in parallel and directories are listed before the walk reaches
 * them. The result is the same. Other machines are slow from the beginning; their listings tell of
 * the entries, which are therefore never examined in parallel.
 *
 * <p>Safe for use by several threads. Closing it abandons what is under way; its threads are
 * daemons and end when idle.
 */
final class DirectoryScan implements AutoCloseable {
  /**
   * When and how far a scan goes parallel.
   *
   * @param slowNanosPerEntry from here on a file system counts as slow
   * @param threads how many threads then list and examine
   * @param directoriesAhead how many directories per level are then listed ahead
   */
  record Pace(long slowNanosPerEntry, int threads, int directoriesAhead) {
    /** A warm local file system takes 2 to 5 microseconds per entry, NFS some 300. */
    static final Pace DEFAULT = new Pace(50_000, 8, 8);

    /** Another machine takes tens of milliseconds to answer, and answers many at once. */
    static final Pace REMOTE = new Pace(0, 8, 8);
  }

  /**
   * One page fault or one pause of the JVM must not make a file system slow; so many entries take a
   * fast one some milliseconds and a slow one some tenths of a second.
   */
  private static final int ENTRIES_PER_VERDICT = 1024;

  private static final int ENTRIES_PER_MEASUREMENT = 128;
  private static final int ENTRIES_PER_TASK = 64;

  private final DirectoryLister lister;
  private final Pace pace;
  private final LongSupplier clockNanos;
  private volatile boolean slow;
  private long measuredNanos;
  private int measuredEntries;
  private ForkJoinPool pool;

  DirectoryScan(DirectoryLister lister, Pace pace) {
    this(lister, pace, System::nanoTime);
  }

  DirectoryScan(DirectoryLister lister, Pace pace, LongSupplier clockNanos) {
    this.clockNanos = clockNanos;
    this.lister = lister;
    this.pace = pace;
    this.slow = pace.slowNanosPerEntry() <= 0;
  }

  /** Returns the entries of a directory in walking order. */
  DirEntry[] scan(Path directory) throws IOException {
    if (lister.listsAttributes()) {
      return scanAttributes(directory);
    }
    long start = clockNanos.getAsLong();
    List<Path> paths = new ArrayList<>();
    lister.list(directory, paths::add);
    DirEntry[] entries = new DirEntry[paths.size()];
    int examined = 0;
    while (examined < entries.length && !slow) {
      int end = Math.min(entries.length, examined + ENTRIES_PER_MEASUREMENT);
      examine(paths, entries, examined, end);
      long now = clockNanos.getAsLong();
      measure(now - start, end - examined);
      start = now;
      examined = end;
    }
    if (examined < entries.length) {
      examineInParallel(paths, entries, examined);
    }
    Arrays.sort(entries);
    return entries;
  }

  /** Examines while listing, so that no more than the entries is held. */
  private DirEntry[] scanAttributes(Path directory) throws IOException {
    List<DirEntry> entries = new ArrayList<>();
    lister.list(directory, path -> entries.add(lister.examine(path)));
    DirEntry[] sorted = entries.toArray(DirEntry[]::new);
    Arrays.sort(sorted);
    return sorted;
  }

  /** Returns how many directories of one level may be scanned ahead now. */
  int directoriesAhead() {
    return slow ? pace.directoriesAhead() : 0;
  }

  /** Begins to scan a directory that will be needed soon. */
  ForkJoinTask<DirEntry[]> scanAhead(Path directory) {
    return pool().submit(() -> scan(directory));
  }

  private synchronized void measure(long nanos, int entries) {
    measuredNanos += nanos;
    measuredEntries += entries;
    if (measuredEntries >= ENTRIES_PER_VERDICT) {
      slow |= measuredNanos / measuredEntries >= pace.slowNanosPerEntry();
      measuredNanos = 0;
      measuredEntries = 0;
    }
  }

  private void examineInParallel(List<Path> paths, DirEntry[] entries, int from) {
    if (entries.length - from <= ENTRIES_PER_TASK) {
      examine(paths, entries, from, entries.length);
      return;
    }
    List<ForkJoinTask<?>> tasks = new ArrayList<>();
    for (int start = from; start < entries.length; start += ENTRIES_PER_TASK) {
      int begin = start;
      int end = Math.min(entries.length, begin + ENTRIES_PER_TASK);
      tasks.add(pool().submit(() -> examine(paths, entries, begin, end)));
    }
    // Joining from within the pool runs other tasks meanwhile, so scans ahead cannot starve it.
    tasks.forEach(ForkJoinTask::join);
  }

  private void examine(List<Path> paths, DirEntry[] entries, int from, int to) {
    for (int i = from; i < to; i++) {
      entries[i] = lister.examine(paths.get(i));
    }
  }

  private synchronized ForkJoinPool pool() {
    if (pool == null) {
      pool = new ForkJoinPool(pace.threads());
    }
    return pool;
  }

  @Override
  public synchronized void close() {
    if (pool != null) {
      pool.shutdownNow();
    }
  }
}
