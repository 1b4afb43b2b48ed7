package io.github.shardmill.samples.benchmark;

/**
 * What one process of a cluster took for a job, the client's command being one of them.
 *
 * @param name of the process, as the cluster calls it
 * @param cpuSeconds user and system time from submitting the job to its end, with that of the
 *     children that parse for it
 * @param peakHeapBytes most heap in use when a collection began, since the process started; 0 when
 *     none happened
 * @param keptHeapBytes most heap still in use after a collection, which bounds what was held on to
 * @param peakResidentBytes most memory it had resident since it started; 0 where the system does
 *     not tell
 */
record ProcessUsage(
    String name,
    double cpuSeconds,
    long peakHeapBytes,
    long keptHeapBytes,
    long peakResidentBytes) {}
