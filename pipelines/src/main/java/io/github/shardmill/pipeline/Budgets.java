package io.github.shardmill.pipeline;

/** What a run may use of memory, and how its work is cut up unless a person says otherwise. */
final class Budgets {
  private static final long MIB = 1L << 20;
  private static final long MOST_RAM_BUFFER_BYTES = 512 * MIB;
  private static final long REMOTE_SHARD_BYTES = 64 * MIB;

  /** What one extracting thread needs besides the spool's buffer: a file, its text, its parser. */
  private static final long PARSE_BYTES = 64 * MIB;

  /** What the JVM, Beam and Tika's parsers need before the first file. */
  private static final long FIXED_BYTES = 96 * MIB;

  private Budgets() {}

  /**
   * Returns the RAM buffer of all shards that are built at once: as told, or a quarter of the heap
   * up to 512 MiB; of shards that are built on other machines, whose heaps nobody knows here, 64
   * MiB for each.
   */
  static long ramBufferBytes(BuildSettings settings) {
    if (Venue.of(settings.execution()).isThisProcess()) {
      long quarter = Runtime.getRuntime().maxMemory() / 4;
      long ours = Math.max(16 * MIB, Math.min(MOST_RAM_BUFFER_BYTES, quarter));
      return settings.indexing().ramBufferBytes().orElse(ours);
    }
    return settings
        .indexing()
        .ramBufferBytes()
        .orElse(settings.execution().parallelism() * REMOTE_SHARD_BYTES);
  }

  /**
   * Returns the number of shards: as told, or two for each thread. More shards than threads keep
   * each within its RAM buffer for longer; each is a segment of the index.
   */
  static int shards(BuildSettings settings) {
    int threads = settings.execution().parallelism();
    return settings
        .indexing()
        .shards()
        .orElse(Math.min(BuildSettings.Indexing.MAX_SHARDS, 2 * threads));
  }

  /**
   * Returns the heap that a worker needs for one step at a time; 0 where the workers are threads of
   * this process, whose heap was looked at.
   */
  static long workerHeapBytes(BuildSettings settings) {
    if (Venue.of(settings.execution()).isThisProcess()) {
      return 0;
    }
    long shard = ramBufferBytes(settings) / settings.execution().parallelism();
    return FIXED_BYTES + Math.max(PARSE_BYTES, shard);
  }

  /**
   * Checks that the budgets fit the heap together.
   *
   * @throws BuildRefusedException if they do not
   */
  static void requireHeap(BuildSettings settings) {
    long heap = Runtime.getRuntime().maxMemory();
    long extracting = settings.execution().parallelism() * PARSE_BYTES;
    long needed = FIXED_BYTES + Math.max(extracting, ramBufferBytes(settings));
    if (needed > heap) {
      throw new BuildRefusedException(
          BuildRefusedException.Reason.USAGE,
          "the run needs a heap of about "
              + needed / MIB
              + " MiB and has "
              + heap / MIB
              + " MiB: raise -Xmx, or lower --parallelism or --ram-buffer");
    }
  }
}
