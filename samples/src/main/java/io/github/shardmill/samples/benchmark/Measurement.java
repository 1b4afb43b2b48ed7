package io.github.shardmill.samples.benchmark;

import java.util.List;

/**
 * What one run of a contender took and left.
 *
 * @param wallSeconds from start to exit of the command
 * @param cpuSeconds user and system time of the command and all its children, and of the cluster
 *     that it used
 * @param heap of the JVM that had most of it
 * @param peakResidentBytes most memory that one process of it had resident; 0 where the system does
 *     not tell
 * @param index what was committed
 * @param processes of client and cluster; empty where there is no cluster
 */
record Measurement(
    double wallSeconds,
    double cpuSeconds,
    GcLog.Heap heap,
    long peakResidentBytes,
    IndexFacts index,
    List<ProcessUsage> processes) {
  Measurement {
    processes = List.copyOf(processes);
  }

  /** Returns the command's own part under a name. */
  ProcessUsage usage(String name) {
    return new ProcessUsage(
        name, cpuSeconds, heap.peakBytes(), heap.keptBytes(), peakResidentBytes);
  }

  /** Returns this run as one of all these processes, the command among them. */
  Measurement of(List<ProcessUsage> all) {
    return new Measurement(
        wallSeconds,
        all.stream().mapToDouble(ProcessUsage::cpuSeconds).sum(),
        new GcLog.Heap(
            all.stream().mapToLong(ProcessUsage::peakHeapBytes).max().orElse(0),
            all.stream().mapToLong(ProcessUsage::keptHeapBytes).max().orElse(0)),
        all.stream().mapToLong(ProcessUsage::peakResidentBytes).max().orElse(0),
        index,
        all);
  }
}
