package io.github.shardmill.index;

import io.github.shardmill.index.store.WorkerProcess;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What each process did for a run, as counts of its {@link Tally}: they travel with the data, so
 * work that a runner did twice counts once, for the process whose result was taken. Stateless.
 */
public final class WorkerTally {
  /** Files that it extracted, or whose text it took from where it was known. */
  public static final String FILES = "files";

  /** Bytes of files that it read. */
  public static final String BYTES = "bytes";

  /** Microseconds that its threads spent with files, all added up. */
  public static final String MICROS = "micros";

  /** Shards that it built. */
  public static final String SHARDS = "shards";

  /** Documents of its shards. */
  static final String DOCUMENTS = "documents";

  /** Milliseconds that its threads spent with shards, all added up. */
  static final String BUILD_MILLIS = "build.millis";

  private static final String PREFIX = "worker/";

  private WorkerTally() {}

  /** Returns the name of a count of this process. */
  public static String counter(String what) {
    return counter(WorkerProcess.current().name(), what);
  }

  private static String counter(String worker, String what) {
    return PREFIX + worker + '/' + what;
  }

  /** Returns whether a count is one of a process. */
  static boolean isOfWorker(String counter) {
    return counter.startsWith(PREFIX);
  }

  /** Adds what a shard came to for the process that built it, which its own tally names. */
  static void add(ShardHandle shard, Tally.Builder sum) {
    byWorker(shard.tally())
        .forEach(
            (worker, counts) -> {
              if (counts.containsKey(SHARDS)) {
                sum.count(counter(worker, DOCUMENTS), shard.documents());
                sum.count(counter(worker, BUILD_MILLIS), shard.millis());
              }
            });
  }

  /** Returns the counts of each process. */
  static SortedMap<String, Map<String, Long>> byWorker(Tally tally) {
    SortedMap<String, Map<String, Long>> workers = new TreeMap<>();
    tally
        .counts()
        .tailMap(PREFIX)
        .forEach(
            (counter, count) -> {
              int end = counter.lastIndexOf('/');
              if (isOfWorker(counter) && end > PREFIX.length()) {
                workers
                    .computeIfAbsent(
                        counter.substring(PREFIX.length(), end), worker -> new TreeMap<>())
                    .put(counter.substring(end + 1), count);
              }
            });
    return workers;
  }
}
