package io.github.shardmill.samples.benchmark;

/**
 * What one run of a contender took and left.
 *
 * @param wallSeconds from start to exit of the command
 * @param cpuSeconds user and system time of the command and all its children
 * @param peakHeapBytes most heap in use at the beginning of a collection; 0 when none happened
 * @param peakResidentBytes most memory that one process of it had resident; 0 where the system does
 *     not tell
 * @param index what was committed
 */
record Measurement(
    double wallSeconds,
    double cpuSeconds,
    long peakHeapBytes,
    long peakResidentBytes,
    IndexFacts index) {}
