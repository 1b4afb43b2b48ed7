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
  private static final String RIVAL = "hand-written";
  private static final String OURS = "shardmill";

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
        comparison.rival().size(),
        conditions.cores(),
        conditions.java());
    line(
        table,
        "JVM flags of both: %s; class archive of %s's launcher (SHARDMILL_CDS): %s",
        conditions.jvmFlags().isEmpty() ? "none" : conditions.jvmFlags(),
        OURS,
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
    row(table, RIVAL, comparison.rival());
    row(table, OURS, comparison.ours());
    ratio(table, "throughput", comparison.throughputRatio());
    ratio(table, "CPU", comparison.cpuRatio());
    return table.toString();
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
        spread(rounds, Measurement::peakHeapBytes).median() / MEGABYTE,
        spread(rounds, Measurement::peakResidentBytes).median() / MEGABYTE,
        index.documents(),
        index.segments(),
        index.bytes() / MEGABYTE);
  }

  private static void ratio(StringBuilder table, String name, Spread ratio) {
    line(table, "%-14s %22s   more is better for %s", name + " ratio", withExtremes(ratio), OURS);
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
   * peakResidentBytes, documents, segments, indexBytes}, and {@code throughputRatio, cpuRatio}.
   * Quantities that vary are objects of {@code median, min, max, each}.
   */
  String json() {
    Comparison.Conditions conditions = comparison.conditions();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("input", conditions.input());
    json.put("files", conditions.folder().files());
    json.put("bytes", conditions.folder().bytes());
    json.put("rounds", comparison.rival().size());
    json.put("cores", conditions.cores());
    json.put("java", conditions.java());
    json.put("jvmFlags", conditions.jvmFlags());
    json.put("classArchive", conditions.classArchive());
    Map<String, Object> contenders = new LinkedHashMap<>();
    contenders.put(RIVAL, contender(comparison.rival()));
    contenders.put(OURS, contender(comparison.ours()));
    json.put("contenders", contenders);
    json.put("throughputRatio", values(comparison.throughputRatio()));
    json.put("cpuRatio", values(comparison.cpuRatio()));
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps of numbers and texts are JSON", e);
    }
  }

  private static Map<String, Object> contender(List<Measurement> rounds) {
    IndexFacts index = rounds.get(rounds.size() - 1).index();
    Map<String, Object> contender = new LinkedHashMap<>();
    contender.put("wallSeconds", values(spread(rounds, Measurement::wallSeconds)));
    contender.put("cpuSeconds", values(spread(rounds, Measurement::cpuSeconds)));
    contender.put("peakHeapBytes", values(spread(rounds, Measurement::peakHeapBytes)));
    contender.put("peakResidentBytes", values(spread(rounds, Measurement::peakResidentBytes)));
    contender.put("documents", index.documents());
    contender.put("segments", index.segments());
    contender.put("indexBytes", index.bytes());
    return contender;
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
