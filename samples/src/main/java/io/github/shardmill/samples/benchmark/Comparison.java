package io.github.shardmill.samples.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The outcome of a benchmark, as it grows round by round. For one thread. */
final class Comparison {
  private final Conditions conditions;
  private final Map<String, List<Measurement>> rounds = new LinkedHashMap<>();

  /**
   * What the figures hold for.
   *
   * @param input the folder
   * @param folder what it holds
   * @param jvmFlags of all contenders; processes of a cluster have the cluster's
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

  /** Begins one without any figures. */
  Comparison(Conditions conditions) {
    this.conditions = conditions;
  }

  Conditions conditions() {
    return conditions;
  }

  /**
   * Adds a contender's next round.
   *
   * @throws BenchmarkException if it did not commit as many documents as whoever came first
   */
  void add(String name, Measurement measurement) {
    if (!rounds.isEmpty()) {
      Map.Entry<String, List<Measurement>> first = rounds.entrySet().iterator().next();
      int expected = first.getValue().get(0).index().documents();
      int documents = measurement.index().documents();
      if (documents != expected) {
        throw new BenchmarkException(
            String.format(
                Locale.ROOT,
                "not the same work: %s committed %,d documents, %s %,d",
                first.getKey(),
                expected,
                name,
                documents));
      }
    }
    rounds.computeIfAbsent(name, unknown -> new ArrayList<>()).add(measurement);
  }

  /** Returns the names of all contenders, in the order in which they ran first. */
  Set<String> contenders() {
    return rounds.keySet();
  }

  /** Returns a contender's measurements, one per round. */
  List<Measurement> rounds(String name) {
    return rounds.get(name);
  }

  /** Returns the names of those who have a ratio: all but the rival, none without it. */
  List<String> compared() {
    return rounds.containsKey(Contenders.RIVAL)
        ? rounds.keySet().stream().filter(name -> !name.equals(Contenders.RIVAL)).toList()
        : List.of();
  }

  /** Returns how many times a contender's throughput is the rival's, round by round. */
  Spread throughputRatio(String name) {
    return ratio(name, Measurement::wallSeconds);
  }

  /** Returns how many times the rival's CPU time is a contender's, round by round. */
  Spread cpuRatio(String name) {
    return ratio(name, Measurement::cpuSeconds);
  }

  private Spread ratio(String name, ToDoubleFunction<Measurement> quantity) {
    List<Measurement> rival = rounds.get(Contenders.RIVAL);
    List<Measurement> ours = rounds.get(name);
    return new Spread(
        IntStream.range(0, ours.size())
            .mapToObj(
                i -> quantity.applyAsDouble(rival.get(i)) / quantity.applyAsDouble(ours.get(i)))
            .toList());
  }
}
