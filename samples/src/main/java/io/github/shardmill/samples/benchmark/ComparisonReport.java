package io.github.shardmill.samples.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows a comparison to people as a table and to programs as JSON. */
final class ComparisonReport {
  private static final double MEGABYTE = 1_000_000;

  private final Comparison comparison;

  ComparisonReport(Comparison comparison) {
    this.comparison = comparison;
  }

  /** Returns the table: medians over the rounds, with the extremes for what varies most. */
  String table() {
    Comparison.Conditions conditions = comparison.conditions();
    StringBuilder table = new StringBuilder();
    line(
        table,
        "%s: %,d files, %,.1f MB; %d rounds, %d cores, Java %s",
        conditions.input(),
        conditions.folder().files(),
        conditions.folder().bytes() / MEGABYTE,
        roundCount(),
        conditions.cores(),
        conditions.java());
    line(
        table,
        "JVM flags of %s: %s; class archive of %s's launcher (SHARDMILL_CDS): %s",
        comparison.contenders().size() == 2 ? "both" : "all",
        conditions.jvmFlags().isEmpty() ? "none" : conditions.jvmFlags(),
        Contenders.DIRECT,
        conditions.classArchive() ? "on" : "off");
    line(
        table,
        "%-14s %22s %9s %6s %9s %8s %8s %8s %10s %9s %9s",
        "",
        "wall s (min..max)",
        "CPU s",
        "cores",
        "files/s",
        "MB/s",
        "heap MB",
        "RSS MB",
        "documents",
        "segments",
        "index MB");
    comparison.contenders().forEach(name -> row(table, name, comparison.rounds(name)));
    for (String name : comparison.compared()) {
      ratio(table, "throughput", name, comparison.throughputRatio(name));
      ratio(table, "CPU", name, comparison.cpuRatio(name));
    }
    comparison.contenders().forEach(name -> processes(table, name));
    return table.toString();
  }

  private int roundCount() {
    return comparison.contenders().stream()
        .mapToInt(name -> comparison.rounds(name).size())
        .max()
        .orElse(0);
  }

  private void row(StringBuilder table, String name, List<Measurement> rounds) {
    Spread wall = spread(rounds, Measurement::wallSeconds);
    Spread cpu = spread(rounds, Measurement::cpuSeconds);
    FolderFacts folder = comparison.conditions().folder();
    IndexFacts index = rounds.get(rounds.size() - 1).index();
    line(
        table,
        "%-14s %22s %9.2f %6.2f %,9.0f %8.2f %8.0f %8.0f %,10d %9d %9.1f",
        name,
        withExtremes(wall),
        cpu.median(),
        cpu.median() / wall.median(),
        folder.files() / wall.median(),
        folder.bytes() / MEGABYTE / wall.median(),
        spread(rounds, round -> round.heap().peakBytes()).median() / MEGABYTE,
        spread(rounds, Measurement::peakResidentBytes).median() / MEGABYTE,
        index.documents(),
        index.segments(),
        index.bytes() / MEGABYTE);
  }

  private static void ratio(StringBuilder table, String kind, String name, Spread ratio) {
    line(table, "%-14s %22s   more is better for %s", kind + " ratio", withExtremes(ratio), name);
  }

  /** Shows a cluster process by process: medians over the rounds. */
  private void processes(StringBuilder table, String contender) {
    List<Measurement> rounds = comparison.rounds(contender);
    List<ProcessUsage> first = rounds.get(0).processes();
    if (first.isEmpty()) {
      return;
    }
    line(
        table,
        "%-14s %22s %9s %8s %8s %8s",
        contender + ":",
        "process",
        "CPU s",
        "heap MB",
        "kept MB",
        "RSS MB");
    for (int i = 0; i < first.size(); i++) {
      line(
          table,
          "%-14s %22s %9.2f %8.0f %8.0f %8.0f",
          "",
          first.get(i).name(),
          ofProcess(rounds, i, ProcessUsage::cpuSeconds).median(),
          ofProcess(rounds, i, ProcessUsage::peakHeapBytes).median() / MEGABYTE,
          ofProcess(rounds, i, ProcessUsage::keptHeapBytes).median() / MEGABYTE,
          ofProcess(rounds, i, ProcessUsage::peakResidentBytes).median() / MEGABYTE);
    }
  }

  private static Spread ofProcess(
      List<Measurement> rounds, int number, ToDoubleFunction<ProcessUsage> quantity) {
    return spread(rounds, round -> quantity.applyAsDouble(round.processes().get(number)));
  }

  private static String withExtremes(Spread spread) {
    return String.format(
        Locale.ROOT, "%.2f (%.2f..%.2f)", spread.median(), spread.min(), spread.max());
  }

  private static void line(StringBuilder table, String format, Object... values) {
    table.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }

  /**
   * Returns a JSON object: {@code input, files, bytes, rounds, cores, java, jvmFlags,
   * classArchive}, {@code contenders} by name with {@code wallSeconds, cpuSeconds, peakHeapBytes,
   * keptHeapBytes, peakResidentBytes, documents, segments, indexBytes}, beside the rival also
   * {@code throughputRatio, cpuRatio}, and, with a cluster, {@code processes} by name with {@code
   * cpuSeconds, peakHeapBytes, keptHeapBytes, peakResidentBytes}. The ratios of the DirectRunner
   * are {@code throughputRatio, cpuRatio} of the whole, too. Quantities that vary are objects of
   * {@code median, min, max, each}.
   */
  String json() {
    Comparison.Conditions conditions = comparison.conditions();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("input", conditions.input());
    json.put("files", conditions.folder().files());
    json.put("bytes", conditions.folder().bytes());
    json.put("rounds", roundCount());
    json.put("cores", conditions.cores());
    json.put("java", conditions.java());
    json.put("jvmFlags", conditions.jvmFlags());
    json.put("classArchive", conditions.classArchive());
    Map<String, Object> contenders = new LinkedHashMap<>();
    comparison.contenders().forEach(name -> contenders.put(name, contender(name)));
    json.put("contenders", contenders);
    if (comparison.compared().contains(Contenders.DIRECT)) {
      putRatios(json, Contenders.DIRECT);
    }
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and texts are JSON", e);
    }
  }

  private Map<String, Object> contender(String name) {
    List<Measurement> rounds = comparison.rounds(name);
    IndexFacts index = rounds.get(rounds.size() - 1).index();
    Map<String, Object> contender = new LinkedHashMap<>();
    contender.put("wallSeconds", values(spread(rounds, Measurement::wallSeconds)));
    contender.put("cpuSeconds", values(spread(rounds, Measurement::cpuSeconds)));
    contender.put("peakHeapBytes", values(spread(rounds, round -> round.heap().peakBytes())));
    contender.put("keptHeapBytes", values(spread(rounds, round -> round.heap().keptBytes())));
    contender.put("peakResidentBytes", values(spread(rounds, Measurement::peakResidentBytes)));
    contender.put("documents", index.documents());
    contender.put("segments", index.segments());
    contender.put("indexBytes", index.bytes());
    if (comparison.compared().contains(name)) {
      putRatios(contender, name);
    }
    List<ProcessUsage> processes = rounds.get(0).processes();
    if (!processes.isEmpty()) {
      Map<String, Object> byName = new LinkedHashMap<>();
      for (int i = 0; i < processes.size(); i++) {
        byName.put(processes.get(i).name(), process(rounds, i));
      }
      contender.put("processes", byName);
    }
    return contender;
  }

  private static Map<String, Object> process(List<Measurement> rounds, int number) {
    Map<String, Object> process = new LinkedHashMap<>();
    process.put("cpuSeconds", values(ofProcess(rounds, number, ProcessUsage::cpuSeconds)));
    process.put("peakHeapBytes", values(ofProcess(rounds, number, ProcessUsage::peakHeapBytes)));
    process.put("keptHeapBytes", values(ofProcess(rounds, number, ProcessUsage::keptHeapBytes)));
    process.put(
        "peakResidentBytes", values(ofProcess(rounds, number, ProcessUsage::peakResidentBytes)));
    return process;
  }

  private void putRatios(Map<String, Object> json, String name) {
    json.put("throughputRatio", values(comparison.throughputRatio(name)));
    json.put("cpuRatio", values(comparison.cpuRatio(name)));
  }

  private static Map<String, Object> values(Spread spread) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("median", spread.median());
    values.put("min", spread.min());
    values.put("max", spread.max());
    values.put("each", spread.each());
    return values;
  }

  private static Spread spread(List<Measurement> rounds, ToDoubleFunction<Measurement> quantity) {
    return new Spread(rounds.stream().mapToDouble(quantity).boxed().toList());
  }
}
