package io.github.shardmill.samples.benchmark;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The outcome of a benchmark.
 *
 * @param conditions what was run, under which circumstances
 * @param rival the hand-written indexer, one measurement per round
 * @param ours Shardmill, as many
 */
record Comparison(Conditions conditions, List<Measurement> rival, List<Measurement> ours) {

  /**
   * What the figures hold for.
   *
   * @param input the folder
   * @param folder what it holds
   * @param jvmFlags of both contenders
   * @param classArchive whether our launcher may use its archive of classes, which is part of the
   *     product and which the rival has not
   * @param cores of this machine
   * @param java version of the Java that runs the rival
   */
  record Conditions(
      String input,
      FolderFacts folder,
      String jvmFlags,
      boolean classArchive,
      int cores,
      String java) {}

  Comparison {
    rival = List.copyOf(rival);
    ours = List.copyOf(ours);
  }

  /** Returns how many times our throughput is the rival's, round by round. */
  Spread throughputRatio() {
    return ratio(Measurement::wallSeconds);
  }

  /** Returns how many times the rival's CPU time is ours, round by round. */
  Spread cpuRatio() {
    return ratio(Measurement::cpuSeconds);
  }

  private Spread ratio(ToDoubleFunction<Measurement> quantity) {
    return new Spread(
        IntStream.range(0, rival.size())
            .mapToObj(
                i -> quantity.applyAsDouble(rival.get(i)) / quantity.applyAsDouble(ours.get(i)))
            .toList());
  }
}
